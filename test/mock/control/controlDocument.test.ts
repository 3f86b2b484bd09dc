import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { call, control, createBody } from "../../support/caller.ts";
import { startForAll } from "../../support/mock.ts";

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Json }> }>;
}
const document = JSON.parse(readFileSync("generated/control.json", "utf8")) as {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, Json>>;
};
const operations = Object.values(document.paths).flatMap((item) =>
  Object.entries(item).flatMap(([method, operation]) =>
    method === "parameters" ? [] : [{ method: method.toUpperCase(), operation }],
  ),
);

const follow = (pointer: string): Json =>
  pointer
    .replace("#/", "")
    .split("/")
    .reduce<Json>((node, name) => node[name] as Json, document as unknown as Json);

/** The schema without unnamed properties, so that anything the mock adds must be documented. */
function closed(schema: unknown, isMember = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => closed(each));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, ...rest } = schema as Json & { $ref?: string };
  if ($ref !== undefined) return closed(follow($ref), isMember);
  const { allOf, properties, ...others } = rest;
  const parts = Object.fromEntries(Object.entries(others).map(([name, part]) => [name, closed(part)]));
  if (allOf)
    return { ...parts, allOf: (allOf as Json[]).map((each) => closed(each, true)), unevaluatedProperties: false };
  if (!properties) return parts;
  const named = Object.entries(properties as Json).map(([name, part]) => [name, closed(part)]);
  return {
    ...parts,
    properties: Object.fromEntries(named) as Json,
    ...(isMember || "additionalProperties" in rest ? {} : { additionalProperties: false }),
  };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

/** How an answer deviates from the document. */
function faultsOf(operationId: string, status: number, body: unknown): string[] {
  const { responses } = operations.find(({ operation }) => operation.operationId === operationId)
    ?.operation as Operation;
  const response = responses[status] ?? responses[`${String(status)[0]}XX`];
  if (!response) return [`${status} is not documented`];
  const { content } = (response.$ref === undefined ? response : follow(response.$ref)) as typeof response;
  const validate = ajv.compile(closed(content?.["application/json"]?.schema) as Json);
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const mock = await startForAll({ profiles: "examples", pace: { reads: 1_000_000, ms: 1e8 } });
let id: string;
let requestId: string;
beforeAll(async () => {
  const create = "createSynchronizationProfile";
  const list = "listSynchronizationProfiles";
  const created = await call(mock.url, create, { body: createBody("csvNewAccounts") });
  id = String(created.body["id"]);
  const refused = await call(mock.url, create, { body: { displayName: 5 } });
  requestId = refused.headers.get("request-id") ?? "";
  await mock.scenario({ throttle: { requests: 1, seconds: 9 } });
  await call(mock.url, list);
  await call(mock.url, list);
  await mock.scenario({ throttle: null, failPercent: 100 });
  await call(mock.url, list);
  await mock.scenario({ failPercent: 0 });
});

const calls: [operationId: string, method: string, path: () => string, body?: unknown][] = [
  ["getMock", "GET", () => ""],
  ["getHealth", "GET", () => "/health"],
  ["getControlDocument", "GET", () => "/openapi.json"],
  ["exportProfiles", "GET", () => "/profiles"],
  ["addProfiles", "POST", () => "/profiles", { set: "examples" }],
  ["getProfileDetails", "GET", () => `/profiles/${id}`],
  ["getProfileDetails", "GET", () => "/profiles/5d2c1f0b-9a4e-4c7d-8f36-0be1a7d94c52"],
  ["addFiles", "POST", () => `/profiles/${id}/files`, { files: "mistakes" }],
  ["makeTransition", "POST", () => `/profiles/${id}/transitions`, { to: "provisioned" }],
  ["makeTransition", "POST", () => `/profiles/${id}/transitions`, { to: "deleting" }],
  ["makeTransition", "POST", () => `/profiles/${id}/transitions`, { to: "deleted" }],
  ["listLifecycles", "GET", () => "/lifecycles?text=contoso&top=5"],
  ["listRequests", "GET", () => "/journal?tenant=*&top=1000"],
  ["listRequests", "GET", () => "/journal?status=4xx&operationId=createSynchronizationProfile&text=post&top=1"],
  ["getRequest", "GET", () => `/journal/${requestId}`],
  ["replayRequest", "POST", () => `/journal/${requestId}/replay`, {}],
  ["changeScenario", "POST", () => "/scenario", { latencyInMs: [0, 1], grant: [] }],
  ["advanceClock", "POST", () => "/clock", { advanceInMs: 5 }],
  ["clearJournal", "DELETE", () => "/journal"],
  ["resetTenant", "POST", () => "/reset"],
];

describe("an answer of the control API", () => {
  it.each(calls)("matches the document: %s", async (operationId, method, path, body) => {
    const answer = await control(mock, method, path(), { body });
    expect([answer.status, faultsOf(operationId, answer.status, answer.body)]).toEqual([200, []]);
  });

  it("is checked for every operation except the stream", () => {
    const documented = operations.map(({ operation }) => operation.operationId);
    expect([...new Set(calls.map(([operationId]) => operationId)), "streamEvents"].sort()).toEqual(documented.sort());
  });

  it.each<[method: string, path: string, body: unknown, status: number, message: string]>([
    ["GET", "/journal?unheard=1", undefined, 400, "Unknown query parameter 'unheard'. Expected: tenant, status,"],
    ["GET", "/journal?status=9xx", undefined, 400, "'status' must match pattern"],
    ["GET", "/journal?top=0", undefined, 400, "'top' must be >= 1."],
    ["GET", "/journal?top=ten", undefined, 400, "'top' must be integer."],
    ["GET", "/journal?top=1&top=2", undefined, 400, "'top' must be integer."],
    ["GET", "/journal/none", undefined, 404, "The journal has no request none."],
    ["POST", "/journal/none/replay", {}, 404, "The journal has no request none."],
    ["POST", "/journal/none/replay", { to: 1 }, 400, "The body has an unknown property 'to'."],
    ["GET", "/profiles/none", undefined, 404, "The tenant has no profile none."],
    ["GET", "/profiles/%2e%2e%2f", undefined, 404, "The tenant has no profile ../."],
    ["POST", "/profiles/none/transitions", { to: "deleting" }, 404, "The tenant has no profile none."],
    ["POST", "/profiles/none/transitions", { to: "nowhere" }, 400, "'to' must be equal to one of the allowed values: "],
    ["POST", "/profiles/none/transitions", {}, 400, "The body must have required property 'to'."],
    ["POST", "/profiles/none/files", { files: "others" }, 400, "'files' must"],
    ["POST", "/profiles/none/files", { files: "sample" }, 404, "The tenant has no profile none."],
    ["POST", "/clock", { advanceInMs: 1, more: 1 }, 400, "The body has an unknown property 'more'."],
    ["PUT", "/journal", {}, 405, "PUT is not allowed here. Allowed: GET, HEAD, DELETE."],
    ["GET", "/unheard", undefined, 404, "GET /_mock lists its paths."],
  ])("to %s %s %j is %s and says what is wrong", async (method, path, body, status, message) => {
    const answer = await control(mock, method, path, { body });
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)]);
  });
});
