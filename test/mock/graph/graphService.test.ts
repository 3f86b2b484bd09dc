import { afterEach, describe, expect, it } from "vitest";
import type { Mock } from "graph-education-sync/mock";
import type { Engine } from "../../../src/mock/contract/exchange.ts";
import { graphService } from "../../../src/mock/graph/graphService.ts";
import { type Json, operation, queryOptionsOf } from "../../contract/bundle.ts";
import { startForAll } from "../../support/mock.ts";
import { request } from "../../support/request.ts";
import { type Body, createBody, type RequestParts, send } from "../../support/caller.ts";

const profiles = "/education/synchronizationProfiles";
const start = `${profiles}/86904b1e-c7d0-4ead-b13a-98f11fc400ee/start`;
const bodyLimit = 20_000;

const stateful = await startForAll({ profiles: "examples", bodyLimit });
const stateless = await startForAll({ stateless: true, bodyLimit });
afterEach(() => stateful.reset());

interface Sent extends RequestParts {
  method?: string;
}

const ask = ({ url }: Mock, path: string, { method = "GET", ...parts }: Sent = {}) => send(method, url + path, parts);

const documented = (operationId: string, status: number, name: string): Json =>
  operation(operationId).responses.find((each) => each.status === String(status))?.examples[name]?.value as Json;
const idsIn = (headers: Headers) => ["request-id", "client-request-id"].map((name) => headers.get(name));
const noBody = "This operation expects no request body. Omit it, or send an empty object: {}.";
const documentedOnes = operation("listSynchronizationProfiles")
  .responses.map(({ status, examples }) => `code=${status} (example=${Object.keys(examples).join(", ")})`)
  .join("; ");

const errors: [title: string, path: string, sent: Sent, status: number, error: object, allow?: string][] = [
  [
    "a path that the contract lacks",
    "/nothing",
    {},
    404,
    { code: "ResourceNotFound", message: "The contract has no path /nothing." },
  ],
  [
    "a very long path",
    `/${"n".repeat(2000)}`,
    {},
    404,
    { code: "ResourceNotFound", message: `The contract has no path /${"n".repeat(499)}.` },
  ],
  [
    "the metadata document",
    "/$metadata",
    {},
    404,
    {
      code: "ResourceNotFound",
      message: "The API is described by OpenAPI, not by CSDL: GET /openapi.json.",
    },
  ],
  [
    "a method that the path lacks",
    profiles,
    { method: "PUT" },
    405,
    {
      code: "MethodNotAllowed",
      message: `PUT is not allowed here. Allowed: GET, POST, HEAD, OPTIONS. Add the id of the profile: PUT ${profiles}/{id}.`,
    },
    "GET, POST, HEAD, OPTIONS",
  ],
  [
    "a method that an action lacks",
    start,
    { method: "PATCH" },
    405,
    { code: "MethodNotAllowed", message: "PATCH is not allowed here. Allowed: POST, OPTIONS." },
    "POST, OPTIONS",
  ],
  [
    "an unavailable media type",
    profiles,
    { headers: { accept: "text/html" } },
    406,
    {
      code: "NotAcceptable",
      message: "The Accept header excludes the only available media type: application/json.",
      target: "Accept",
    },
  ],
  [
    "a preferred code that is not a status",
    profiles,
    { headers: { prefer: "code=abc" } },
    400,
    {
      code: "BadRequest",
      message: "The code of the Prefer header must be a status, for example code=429.",
      target: "Prefer",
    },
  ],
  ...["code=599", "example=none"].map((prefer): (typeof errors)[number] => [
    `the preference ${prefer}`,
    profiles,
    { headers: { prefer } },
    400,
    {
      code: "BadRequest",
      message: `The Prefer header names a code or an example that this operation does not document. Documented: ${documentedOnes}.`,
      target: "Prefer",
    },
  ]),
  [
    "a body over the limit",
    profiles,
    { method: "POST", body: JSON.stringify("x".repeat(bodyLimit)) },
    413,
    { code: "RequestEntityTooLarge", message: "The request body is larger than 4 MB." },
  ],
  [
    "a body that is not declared as JSON",
    profiles,
    { method: "POST", body: "a,b", headers: { "content-type": "text/csv" } },
    415,
    {
      code: "UnsupportedMediaType",
      message: "The Content-Type of the request is not supported. Send application/json.",
    },
  ],
  [
    "an unknown query option",
    `${profiles}?$nonsense=1`,
    {},
    400,
    {
      code: "BadRequest",
      message: `The query option '$nonsense' is not supported. Supported: ${queryOptionsOf("listSynchronizationProfiles").join(", ")}.`,
      target: "$nonsense",
    },
  ],
];

describe("an error of the API", () => {
  it.each(errors)("answers %s, stateful or stateless", async (_, path, sent, status, error, allow) => {
    for (const mock of [stateful, stateless]) {
      const { headers, body, ...answer } = await ask(mock, path, sent);
      const { innerError, ...said } = body.error;
      expect([answer.status, said]).toEqual([status, error]);
      expect(idsIn(headers)).toEqual([innerError["request-id"], innerError["client-request-id"]]);
      expect(headers.get("allow")).toBe(allow ?? null);
    }
  });

  const of = (properties: number) =>
    JSON.stringify({
      ...(createBody("csvNewAccounts") as object),
      ...Object.fromEntries(Array.from({ length: properties }, (__, at) => [`p${at}`, 1])),
    });

  it.each<[violations: number, more: string]>([
    [1, ""],
    [2, " There is 1 more violation; see details."],
    [3, " There are 2 more violations; see details."],
  ])("names the first of %i violations and counts the others", async (violations, more) => {
    const { status, body } = await ask(stateful, profiles, { method: "POST", body: of(violations) });
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      "BadRequest",
      `The property 'p0' is unknown.${more}`,
    ]);
    const each = Array.from({ length: violations }, (__, at) => `p${at}`);
    expect(body.error.details?.map(({ target }) => target) ?? [body.error.target]).toEqual(each);
    const [entry] = await stateful.journal();
    expect(entry?.violations?.map(({ message }) => message)).toHaveLength(violations);
  });

  it.each([
    ["{", "The request body is not valid JSON: Expected property name or '}' in JSON at position 1."],
    ["[1,", "The request body is not valid JSON: Unexpected end of JSON input."],
  ])("says where the body %s stops being JSON, but not to an action, which expects none", async (text, message) => {
    const created = await ask(stateful, profiles, { method: "POST", body: text });
    expect([created.status, created.body.error.message]).toEqual([400, message]);
    const started = await ask(stateful, start, { method: "POST", body: text });
    expect([started.status, started.body.error.message]).toEqual([400, noBody]);
    const example = documented("createSynchronizationProfile", 400, "malformedJson");
    for (const path of [profiles, start])
      expect((await ask(stateless, path, { method: "POST", body: text })).body).toEqual(example);
  });

  it.each(['{"unheard":1}', "[]", "5"])("rejects body %s on an action without parameters", async (body) => {
    const { status, body: said } = await ask(stateful, start, { method: "POST", body });
    expect([status, said.error.message, said.error.details]).toEqual([400, noBody, undefined]);
    expect((await ask(stateless, start, { method: "POST", body })).status).toBe(400);
  });

  it.each([undefined, "{}"])("does not result from an action with body %s", async (body) => {
    for (const mock of [stateful, stateless]) {
      const answer = await ask(mock, start, { method: "POST", ...(body === undefined ? {} : { body }) });
      expect(answer.text).not.toContain(noBody);
      if (mock === stateless) expect(answer.status).toBe(200);
    }
  });

  it("is recorded with its message, and a success without one", async () => {
    const { body } = await ask(stateful, `${profiles}/none`);
    await ask(stateful, profiles);
    const messages = (await stateful.journal()).map(({ status, errorMessage }) => [status, errorMessage]);
    expect(messages).toEqual([
      [404, body.error.message],
      [200, undefined],
    ]);
  });

  it.each([
    [{ licensesToAssign: 1 }, "The property 'licensesToAssign' must be an array or null."],
    [{ displayName: 1 }, "The property 'displayName' must be a string."],
    [
      { handleSpecialCharacterConstraint: "yes" },
      "The property 'handleSpecialCharacterConstraint' must be a boolean or null.",
    ],
    [{ dataProvider: [] }, "The property 'dataProvider' must be an object."],
  ])("names the expected types in place of %j", async (part, message) => {
    const body = JSON.stringify({ ...(createBody("csvNewAccounts") as object), ...part });
    expect((await ask(stateful, profiles, { method: "POST", body })).body.error.message).toBe(message);
  });

  it("names one violation of a union, where a stateless mock lists them all", async () => {
    const body = JSON.stringify({ ...(createBody("csvNewAccounts") as object), dataProvider: null });
    const refused = await ask(stateful, profiles, { method: "POST", body });
    expect(refused.body.error.message).toBe("The property 'dataProvider' must be an object.");
    const { headers } = await ask(stateless, profiles, { method: "POST", body });
    expect((JSON.parse(headers.get("sl-violations") ?? "") as unknown[]).length).toBeGreaterThan(1);
  });

  it("of an action reports invalid query options, too", async () => {
    const { body } = await ask(stateful, `${start}?$top=1`, { method: "POST", body: "[]" });
    expect(body.error.message).toContain("$top");
  });
});

describe("an answer of the mock that breaks the contract", () => {
  const brokenBy = (...messages: string[]): Engine => ({
    answer: async () => ({
      kind: "answer",
      output: { statusCode: 200, headers: {}, body: { value: 1 } },
      violations: [],
      faults: messages.map((message) => ({ code: "type", message })),
    }),
  });
  const answerOf = (engine: Engine) =>
    graphService({
      engine,
      authorizer: { authorize: async (header) => ({ kind: "allowed", header }), authenticate: () => expect.fail() },
      faults: { latency: () => 0, next: () => undefined },
      operate: () => expect.fail(),
      enter: async () => undefined,
      isExact: false,
      bodyLimit,
      batch: { idsOf: () => expect.fail(), onAnswered: () => expect.fail() },
      httpErrorOf: () => undefined,
    }).answer(request("GET", profiles));

  it("is replaced by an error that says so", async () => {
    const { status, body, operationId } = await answerOf(brokenBy(..."abcdef"));
    expect([status, operationId]).toEqual([500, "listSynchronizationProfiles"]);
    const { error } = JSON.parse(String(body)) as Body;
    expect([error.code, error.message]).toEqual([
      "InternalError",
      "The mock's own answer violates the contract: a; b; c; d; e.",
    ]);
  });

  it("is logged in 2,000 characters at most", async () => {
    const { errorMessage } = await answerOf(brokenBy("x".repeat(5000)));
    expect(errorMessage).toHaveLength(2000);
  });
});

describe("OPTIONS", () => {
  it.each([
    [profiles, "GET, POST, HEAD, OPTIONS"],
    [start, "POST, OPTIONS"],
  ])("of %s lists its methods", async (path, allow) => {
    const { status, headers, text } = await ask(stateless, path, { method: "OPTIONS" });
    expect([status, headers.get("allow"), text]).toEqual([204, allow, ""]);
  });
});

describe("the violations that a stateless answer lists", () => {
  const violationsOf = async (body: object) => {
    const { status, headers } = await ask(stateless, profiles, { method: "POST", body: JSON.stringify(body) });
    expect(status).toBe(400);
    return headers.get("sl-violations") ?? "";
  };
  const unknown = (names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));
  const complete = createBody("csvNewAccounts") as object;

  it("have a location, a code and a message, in printable ASCII", async () => {
    const header = await violationsOf({ ...complete, "ü😀\x7f~ ": 1 });
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(header).toContain("\\u00fc\\ud83d\\ude00\\u007f~ ");
    expect(JSON.parse(header)).toEqual([
      {
        location: ["request", "body"],
        code: "additionalProperties",
        message: "Request body must NOT have additional properties; found 'ü😀\x7f~ '",
      },
    ]);
    const [missing] = JSON.parse(await violationsOf({ ...complete, displayName: 1 })) as object[];
    expect(missing).toMatchObject({ location: ["request", "body", "displayName"], code: "type" });
  });

  it("are limited to 20, to 300 characters each and to 4,000 in all", async () => {
    const twenty = JSON.parse(
      await violationsOf({ ...complete, ...unknown([..."abcdefghijklmnopqrstuvwxyz"]) }),
    ) as object[];
    expect(twenty).toHaveLength(20);
    const long = Array.from({ length: 12 }, (_, at) => `${at}`.padStart(400, "x"));
    const header = await violationsOf({ ...complete, ...unknown(long) });
    const listed = JSON.parse(header) as { message: string }[];
    expect(new Set(listed.map(({ message }) => message.length))).toEqual(new Set([300]));
    expect(listed.length).toBeGreaterThan(8);
    expect(header.length).toBeLessThan(4100);
    expect(header.length).toBeGreaterThan(3500);
  });

  it("are left out if there are none", async () => {
    const { headers } = await ask(stateless, profiles);
    expect(headers.has("sl-violations")).toBe(false);
  });
});

describe("the ids of an answer", () => {
  it("are those of the contract's examples in a stateless mock", async () => {
    const { error } = documented("listSynchronizationProfiles", 400, "invalidRequest") as unknown as Body;
    const { headers } = await ask(stateless, profiles);
    expect(idsIn(headers)).toEqual([error.innerError["request-id"], error.innerError["client-request-id"]]);
  });

  it("are the caller's and a new one in a stateful mock", async () => {
    const own = "3f1c0f4e-7d57-4c60-8f0a-0d6e1c5a0b11";
    const sent = { headers: { "client-request-id": own } };
    const [one, other] = [await ask(stateful, "/nothing", sent), await ask(stateful, "/nothing", sent)];
    for (const { headers, body } of [one, other]) {
      expect(headers.get("client-request-id")).toBe(own);
      expect(body.error.innerError).toEqual({
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
        "request-id": headers.get("request-id"),
        "client-request-id": own,
      });
    }
    expect(one.headers.get("request-id")).not.toBe(other.headers.get("request-id"));
  });
});

describe("the text of an answer", () => {
  it("is empty if the contract documents none", async () => {
    const { status, text, headers } = await ask(stateless, `${profiles}/any`, {
      method: "DELETE",
    });
    expect([status, text, headers.has("content-type")]).toEqual([202, "", false]);
  });

  it("is compact JSON, with a profile the same as in its page", async () => {
    const page = await ask(stateful, `${profiles}?$top=2&$count=true`);
    expect(page.text).toBe(JSON.stringify(page.body));
    expect(Object.keys(page.body)).toEqual(["@odata.context", "@odata.count", "@odata.nextLink", "value"]);
    expect(page.body.value).toHaveLength(2);
    for (const listed of page.body.value) {
      const { text, body } = await ask(stateful, `${profiles}/${String(listed["id"])}`);
      expect(text).toBe(JSON.stringify(body));
      const { "@odata.context": context, ...profile } = body as Record<string, unknown>;
      expect(context).toMatch(/#education\/synchronizationProfiles\/\$entity$/);
      expect(profile).toEqual(listed);
    }
  });
});
