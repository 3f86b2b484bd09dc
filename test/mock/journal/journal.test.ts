import { UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createJournal, type Exchange, type Journal } from "../../../src/mock/journal/journal.ts";
import { redactedTarget } from "../../../src/mock/journal/redaction.ts";
import { type JournalEntry, type LogFormat, logLine } from "../../../src/mock/journal/entry.ts";

const entry: JournalEntry = {
  time: "2026-03-01T08:00:00.000Z",
  method: "POST",
  path: "/education/synchronizationProfiles",
  status: 201,
  durationInMs: 1.24,
  tenant: "default",
  requestId: "r",
  clientRequestId: "c",
};

const exchange = (text?: string): Exchange => ({
  target: entry.path,
  requestHeaders: {},
  requestBody: text === undefined ? undefined : Buffer.from(text),
  responseHeaders: {},
});

function bodyOf(text: string | undefined): unknown {
  const journal = createJournal();
  journal.add(entry, exchange(text));
  const [kept] = journal.entries();
  return kept && "body" in kept ? kept.body : "none";
}

describe("a body in the journal", () => {
  it.each([
    ["is shown as JSON", '{"displayName":"Contoso"}', { displayName: "Contoso" }],
    ["is omitted when the request has none", undefined, "none"],
    ["is omitted when empty", "", "none"],
    ["is omitted when it is not JSON", "SIS ID,Name", "none"],
    ["is shown up to 128 kB", JSON.stringify("x".repeat(128 * 1024 - 2)), "x".repeat(128 * 1024 - 2)],
    ["is omitted above 128 kB", JSON.stringify("x".repeat(128 * 1024 - 1)), "none"],
    ["may be a single value", "null", null],
  ])("%s", (_, text, shown) => {
    expect(bodyOf(text)).toEqual(shown);
  });

  it.each(["clientSecret", "password", "apiKey", "api-key", "access_token", "token", "Authorization"])(
    "hides the value of %s at any depth",
    (name) => {
      expect(bodyOf(JSON.stringify({ [name]: "hush", deep: [{ [name]: { hush: 1 } }] }))).toEqual({
        [name]: "***",
        deep: [{ [name]: "***" }],
      });
    },
  );

  it.each(["tokenUrl", "displayName", "authorizationUrl"])("shows the value of %s", (name) => {
    expect(bodyOf(JSON.stringify({ [name]: "shown" }))).toEqual({ [name]: "shown" });
  });

  it.each([
    ["arrays", "[".repeat(4000) + "]".repeat(4000)],
    ["objects", '{"a":'.repeat(2500) + "1" + "}".repeat(2500)],
    ["as many arrays as fit", "[".repeat(8192) + "]".repeat(8192)],
  ])("is cut when nested too deep: %s", (_, text) => {
    const shown = JSON.stringify(bodyOf(text));
    expect(shown).toContain("…");
    expect(shown.length).toBeLessThan(1000);
  });
});

describe("the journal", () => {
  it("lists and clears the requests of one tenant or of all, oldest first", () => {
    const journal = createJournal();
    const { tenant: _, ...ofNobody } = entry;
    const all = [entry, { ...entry, tenant: "a" }, ofNobody, { ...entry, status: 404 }];
    for (const each of all) journal.add(each, exchange());
    expect(journal.entries()).toMatchObject(all);
    expect(journal.entries("default")).toMatchObject([all[0], all[3]] as object[]);
    expect(journal.entries("a")).toMatchObject([all[1]] as object[]);
    journal.clear("a");
    expect(journal.entries()).toMatchObject([all[0], all[2], all[3]] as object[]);
    journal.clear();
    expect(journal.entries()).toEqual([]);
  });

  it("keeps the latest requests", () => {
    const journal = createJournal(3);
    const kept = () => journal.entries().map(({ status }) => status);
    for (let status = 1; status <= 10; status += 1) {
      journal.add({ ...entry, status }, exchange());
      expect(kept()).toEqual([status - 2, status - 1, status].filter((each) => each > 0));
    }
  });
});

describe("the journal's summaries", () => {
  it("count the requests after a sequence number by status class", () => {
    const journal = createJournal();
    for (const status of [200, 201, 404, 299, 503, 499]) journal.add({ ...entry, status }, exchange());
    expect(journal.countsByClass(0)).toEqual({ "2xx": 3, "4xx": 2, "5xx": 1 });
    expect(journal.countsByClass(4)).toEqual({ "5xx": 1, "4xx": 1 });
    expect(journal.countsByClass(journal.latest())).toEqual({});
  });

  it("list the latest requests after a sequence number, up to a maximum", () => {
    const journal = createJournal(5);
    for (let status = 201; status <= 208; status += 1) journal.add({ ...entry, status }, exchange());
    const statuses = (after: number, top: number) => journal.summaries(after, top).map(({ status }) => status);
    expect(statuses(6, 100)).toEqual([207, 208]);
    expect(statuses(0, 2)).toEqual([207, 208]);
    expect(statuses(0, 100)).toEqual([204, 205, 206, 207, 208]);
    expect(statuses(8, 100)).toEqual([]);
  });
});

describe("a journal entry", () => {
  const tell = (parts: Partial<Exchange>) => {
    const journal = createJournal();
    journal.add(entry, { ...exchange(), ...parts });
    return journal.get(entry.requestId) ?? expect.fail("It is not there.");
  };

  it("shows the response body without secrets", () => {
    const value = "http://127.0.0.1:1/_blob/x?se=1&sig=hush&sp=w";
    const responseBody = JSON.stringify({ value, access_token: "hush", nested: [{ clientSecret: "hush" }] });
    expect(tell({ responseBody })).toMatchObject({
      responseBody: { value: value.replace("hush", "***"), access_token: "***", nested: [{ clientSecret: "***" }] },
      responseBytes: responseBody.length,
    });
  });

  it.each<[what: string, parts: Partial<Exchange>, shown: unknown]>([
    ["shows XML as text", { responseBody: "<Error>?sig=hush</Error>" }, "<Error>?sig=***</Error>"],
    ["shows bytes as JSON", { responseBody: Buffer.from('{"a":1}') }, { a: 1 }],
    ["omits a compressed body", { responseBody: "x", responseHeaders: { "content-encoding": "gzip" } }, undefined],
    ["omits an empty body", { responseBody: "" }, undefined],
    ["omits a body above 128 kB", { responseBody: "x".repeat(128 * 1024 + 1) }, undefined],
  ])("%s", (_, parts, shown) => {
    expect(tell(parts).responseBody).toEqual(shown);
  });

  it("masks credentials in headers, but shows the scheme of a token", () => {
    const requestHeaders = {
      authorization: "Bearer hush",
      cookie: "session=hush",
      "x-mock-control-token": "hush",
      "x-api-key": "hush",
      "user-agent": "curl/8",
    };
    expect(tell({ requestHeaders, responseHeaders: { Location: "/x?sig=hush" } })).toMatchObject({
      requestHeaders: {
        authorization: "Bearer ***",
        cookie: "***",
        "x-mock-control-token": "***",
        "x-api-key": "***",
        "user-agent": "curl/8",
      },
      responseHeaders: { Location: "/x?sig=***" },
    });
  });

  it.each<[authorization: string | undefined, kind: string]>([
    [undefined, "none"],
    ["Basic abc", "none"],
    ["Bearer any-token", "opaque"],
    [`Bearer ${new UnsecuredJWT({ scp: "User.Read" }).encode()}`, "delegated"],
    [`Bearer ${new UnsecuredJWT({ roles: ["a"] }).encode()}`, "application"],
    [`Bearer ${new UnsecuredJWT({}).encode()}`, "jwt"],
  ])("names the kind of token: %s is %s", (authorization, kind) => {
    expect(tell({ requestHeaders: authorization === undefined ? {} : { authorization } }).token).toBe(kind);
  });

  it("names the injected fault", () => {
    const throttle = { requests: 2, seconds: 9 };
    const throttled = { status: 429, example: "tooManyRequests", retryAfter: 9, cause: { throttle } };
    expect(tell({ fault: throttled }).fault).toEqual({ kind: "throttle", throttle, retryAfter: 9 });
    const failed = { status: 500, example: "internalError", cause: { failPercent: 5 } };
    expect(tell({ fault: failed }).fault).toStrictEqual({ kind: "failure", failPercent: 5 });
    const once = { status: 503, example: "serviceUnavailable", retryAfter: 1, cause: { failOnce: true as const } };
    expect(tell({ fault: once }).fault).toEqual({ kind: "failure", failOnce: true, retryAfter: 1 });
  });
});

describe("a search in the journal", () => {
  const journal = createJournal();
  for (let index = 1; index <= 10; index += 1) {
    const parts = {
      requestId: `r${index}`,
      status: index % 2 ? 201 : 404,
      path: `/p/${index}`,
      tenant: `t${index % 3}`,
    };
    const found = index % 5 === 0 ? { operationId: "five", errorMessage: "By Five" } : {};
    journal.add({ ...entry, ...parts, ...found }, exchange());
  }
  const sequences = (search: object) => journal.find({ top: 100, ...search }).value.map(({ sequence }) => sequence);

  it.each<[search: object, found: number[]]>([
    [{ status: "404" }, [2, 4, 6, 8, 10]],
    [{ status: "2xx", text: "/P/1" }, [1]],
    [{ text: "by five" }, [5, 10]],
    [{ text: "r7" }, [7]],
    [{ operationId: "five", status: "4xx" }, [10]],
    [{ tenant: "t0" }, [3, 6, 9]],
    [{ before: 3 }, [1, 2]],
    [{ top: 2 }, [9, 10]],
  ])("for %j finds %j", (search, found) => expect(sequences(search)).toEqual(found));

  it("pages back to the oldest request", () => {
    const pages: number[][] = [];
    for (let before: number | undefined = 11; before !== undefined;) {
      const page = journal.find({ top: 4, before });
      pages.push(page.value.map(({ sequence }) => sequence));
      ({ before } = page);
    }
    expect(pages).toEqual([
      [7, 8, 9, 10],
      [3, 4, 5, 6],
      [1, 2],
    ]);
  });
});

describe("the bodies in the journal", () => {
  it("are dropped oldest first when together they exceed the limit", () => {
    const journal = createJournal(100, 2500);
    for (let count = 0; count < 5; count += 1)
      journal.add({ ...entry, requestId: `${count}` }, exchange('"'.padEnd(999, "x") + '"'));
    const kept = () => journal.entries().map(({ body }) => body !== undefined);
    expect(kept()).toEqual([false, false, false, true, true]);
    expect(journal.exchange("0")?.isWhole).toBe(false);
    expect(journal.exchange("4")?.isWhole).toBe(true);
    expect(journal.entries()[0]?.requestBytes).toBe(1000);
    journal.clear();
    journal.add(entry, exchange('"'.padEnd(999, "x") + '"'));
    journal.add(entry, exchange('"'.padEnd(999, "x") + '"'));
    expect(kept()).toEqual([true, true]);
  });

  const withBodies = (requestBytes: number, responseBytes: number): Exchange => ({
    ...exchange('"'.padEnd(requestBytes - 1, "x") + '"'),
    responseBody: '"'.padEnd(responseBytes - 1, "x") + '"',
  });
  const shown = (journal: Journal) =>
    journal.entries().map(({ body, responseBody }) => [body !== undefined, responseBody !== undefined]);

  it("count toward one limit for requests and responses", () => {
    const journal = createJournal(100, 200);
    for (let count = 0; count < 2; count += 1) journal.add(entry, withBodies(60, 40));
    expect(shown(journal)).toEqual([
      [true, true],
      [true, true],
    ]);
    journal.add(entry, withBodies(10, 10));
    expect(shown(journal)).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ]);
  });

  it("no longer count after a tenant's requests are cleared", () => {
    const journal = createJournal(100, 200);
    for (const tenant of ["a", "b"]) journal.add({ ...entry, tenant }, withBodies(60, 60));
    journal.clear("a");
    journal.add(entry, withBodies(60, 60));
    expect(shown(journal)).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it("are kept up to 128 kB each", () => {
    const journal = createJournal();
    journal.add(entry, withBodies(128 * 1024, 128 * 1024));
    expect(shown(journal)).toEqual([[true, true]]);
  });

  it("no longer count after the oldest requests are dropped", () => {
    const journal = createJournal(2, 2500);
    for (let count = 0; count < 20; count += 1) journal.add(entry, exchange('"'.padEnd(999, "x") + '"'));
    expect(journal.entries().map(({ body }) => body !== undefined)).toEqual([true, true]);
  });
});

describe("a log line", () => {
  it.each<[format: LogFormat, parts: Partial<JournalEntry>, line: string | undefined]>([
    ["text", {}, "POST /education/synchronizationProfiles 201 1.2 ms"],
    ["text", { operationId: "create" }, "POST /education/synchronizationProfiles 201 1.2 ms create"],
    ["text", { errorMessage: "No." }, "POST /education/synchronizationProfiles 201 1.2 ms No."],
    [
      "text",
      { errorMessage: "x".repeat(400) },
      `POST /education/synchronizationProfiles 201 1.2 ms ${"x".repeat(300)}`,
    ],
    ["text", { method: "A\u001b[2J\n\u007f\u009fB" }, "A?[2J???B /education/synchronizationProfiles 201 1.2 ms"],
    [
      "text",
      { sufficientPermissions: ["EduAdministration.Read", "EduAdministration.ReadWrite"] },
      "POST /education/synchronizationProfiles 201 1.2 ms Needed: EduAdministration.Read or EduAdministration.ReadWrite.",
    ],
    ["json", {}, JSON.stringify(entry)],
    ["silent", {}, undefined],
  ])("in format %s with %j", (format, parts, line) => {
    expect(logLine({ ...entry, ...parts }, format)).toBe(line);
  });
});

describe("masking of secrets", () => {
  const bodyOf = (text: string): unknown => {
    const journal = createJournal();
    journal.add(entry, { ...exchange(), requestBody: Buffer.from(text) });
    return journal.entries()[0]?.body;
  };
  const keys = [
    ...["Ocp-Apim-Subscription-Key", "x-functions-key", "x-api-key", "apiKey", "accountKey", "sharedAccessKey"],
    ...["password", "passwd", "pwd", "passphrase", "passcode", "clientSecret", "client_assertion", "credential"],
    ...["connectionString", "privateKey", "pin", "device_code", "deviceCode", "authorization_code", "code_verifier"],
    ...[
      "refresh_token",
      "accessToken",
      "id_token",
      "x-ms-authorization-auxiliary",
      "sessionId",
      "cookie",
      "signingKey",
    ],
  ];
  it.each(keys)("hides the value of %s", (name) => {
    const json = JSON.stringify({ [name]: "hush", list: [{ [name]: ["hush"] }], url: `https://host/?a=1&x=2` });
    expect(JSON.stringify(bodyOf(json))).not.toContain("hush");
    const journal = createJournal();
    journal.add(entry, { ...exchange(), requestHeaders: { [name.toLowerCase()]: "hush" } });
    expect(JSON.stringify(journal.entries())).not.toContain("hush");
  });

  it.each([
    "https://user:hush@host/path",
    "postgres://hush@host",
    "see https://host/path?subscription-key=hush&a=1",
    "https://host/api/f?code=hush",
    "https://host/?password=hush#x",
    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=hush==;EndpointSuffix=core.windows.net",
    "Endpoint=sb://a.servicebus.windows.net/;SharedAccessKey=hush=",
    "Server=a;User Id=b;Password=hush;Database=c",
    '<input type="hidden" name="code" value="hush">',
  ])("hides the secret in the text %s", (text) => {
    expect(JSON.stringify(bodyOf(JSON.stringify({ text })))).not.toContain("hush");
  });

  it.each(["code", "errorCode", "displayName", "tokenUrl", "passedAt", "clientId", "client_assertion_type", "key"])(
    "shows the value of %s",
    (name) => expect(bodyOf(JSON.stringify({ [name]: "shown" }))).toEqual({ [name]: "shown" }),
  );
});

describe("a request target", () => {
  it.each([
    ["/x?sig=hush", "/x?sig=***"],
    ["/x?a=1&SIG=hush&b=2", "/x?a=1&SIG=***&b=2"],
    ["/x?access_token=hush&token=hush", "/x?access_token=***&token=***"],
    ["/x?design=1&sig=", "/x?design=1&sig=***"],
    ["/x?signature=1", "/x?signature=1"],
    [`/${"x".repeat(3000)}`, `/${"x".repeat(2047)}`],
  ])("%s is logged as %s", (target, shown) => {
    expect(redactedTarget(target)).toBe(shown);
  });
});
