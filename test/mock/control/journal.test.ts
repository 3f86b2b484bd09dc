import { describe, expect, it } from "vitest";
import { createJournal, type Exchange } from "../../../src/mock/control/journal.ts";
import { redactedTarget } from "../../../src/mock/control/redaction.ts";
import { type JournalEntry, logLine } from "../../../src/mock/control/requestLog.ts";

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
    ["is left out where there is none", undefined, "none"],
    ["is left out where it is empty", "", "none"],
    ["is left out where it is not JSON", "SIS ID,Name", "none"],
    ["is shown up to 128 kB", JSON.stringify("x".repeat(128 * 1024 - 2)), "x".repeat(128 * 1024 - 2)],
    ["is left out above 128 kB", JSON.stringify("x".repeat(128 * 1024 - 1)), "none"],
    ["may be a single value", "null", null],
  ])("%s", (_, text, shown) => {
    expect(bodyOf(text)).toEqual(shown);
  });

  it.each(["clientSecret", "password", "apiKey", "api-key", "access_token", "token", "Authorization"])(
    "hides the value of %s, wherever it stands",
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
  ])("is cut where it is nested too deep: %s", (_, text) => {
    const shown = JSON.stringify(bodyOf(text));
    expect(shown).toContain("…");
    expect(shown.length).toBeLessThan(1000);
  });
});

describe("the journal", () => {
  it("tells the requests of one tenant, or of all, oldest first", () => {
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

  it("keeps the latest", () => {
    const journal = createJournal(3);
    const kept = () => journal.entries().map(({ status }) => status);
    for (let status = 1; status <= 10; status += 1) {
      journal.add({ ...entry, status }, exchange());
      expect(kept()).toEqual([status - 2, status - 1, status].filter((each) => each > 0));
    }
  });
});

describe("a line of the log", () => {
  it.each([
    ["text", {}, "POST /education/synchronizationProfiles 201 1.2 ms"],
    ["text", { operationId: "create" }, "POST /education/synchronizationProfiles 201 1.2 ms create"],
    ["text", { errorMessage: "No." }, "POST /education/synchronizationProfiles 201 1.2 ms No."],
    [
      "text",
      { errorMessage: "x".repeat(400) },
      `POST /education/synchronizationProfiles 201 1.2 ms ${"x".repeat(300)}`,
    ],
    ["text", { method: "A\u001b[2J\n\u007f\u009fB" }, "A?[2J???B /education/synchronizationProfiles 201 1.2 ms"],
    ["json", {}, JSON.stringify(entry)],
    ["silent", {}, undefined],
  ] as const)("as %s, with %j", (format, parts, line) => {
    expect(logLine({ ...entry, ...parts }, format)).toBe(line);
  });
});

describe("a target in the log", () => {
  it.each([
    ["/x?sig=hush", "/x?sig=***"],
    ["/x?a=1&SIG=hush&b=2", "/x?a=1&SIG=***&b=2"],
    ["/x?access_token=hush&token=hush", "/x?access_token=***&token=***"],
    ["/x?design=1&sig=", "/x?design=1&sig=***"],
    ["/x?signature=1", "/x?signature=1"],
    [`/${"x".repeat(3000)}`, `/${"x".repeat(2047)}`],
  ])("%s is %s", (target, shown) => {
    expect(redactedTarget(target)).toBe(shown);
  });
});
