import { createRequire } from "node:module";
import { describe, expect, test, vi } from "vitest";
import { GraphError, unwrap } from "graph-education-sync";
import contract from "../../generated/openapi.json" with { type: "json" };
import { type Contract, operationsOf } from "../../src/reference/contract.ts";
import { json, PROFILE, PROFILES, stubClient } from "./stub.ts";

/** The error that `unwrap` throws for this response. */
async function failure(response: Response): Promise<GraphError> {
  const { client } = stubClient([response], { retry: false });
  const result = await client.GET(PROFILES);
  try {
    unwrap(result);
  } catch (error) {
    return error as GraphError;
  }
  throw new Error("unwrap did not throw");
}

const innerError = { date: "2024-05-01T10:00:00", "request-id": "r1", "client-request-id": "c1" };

test("an error of Graph fills every field of a GraphError", async () => {
  const details = [{ code: "Required", message: "Give a name.", target: "displayName" }];
  const body = { error: { code: "BadRequest", message: "Invalid body.", details, innerError } };
  const error = await failure(json(400, body, { "retry-after": "1.5", "x-ms-ags-diagnostic": "{}" }));
  expect(error).toBeInstanceOf(GraphError);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe("GraphError: Invalid body.");
  expect({ ...error }).toEqual({
    name: "GraphError",
    kind: "service",
    statusCode: 400,
    code: "BadRequest",
    state: undefined,
    requestId: "r1",
    clientRequestId: "c1",
    date: new Date("2024-05-01T10:00:00Z"),
    innerErrors: [innerError],
    details,
    headers: error.headers,
    retryAfterInMs: 1500,
  });
  expect(error.headers.get("x-ms-ags-diagnostic")).toBe("{}");
});

describe("a GraphError", () => {
  const error = { code: "NotFound", message: "No such profile." };
  test.for([
    { what: "request-id in innerError", body: { error: { ...error, innerError } }, headers: {} },
    {
      what: "requestId",
      body: { error: { ...error, innerError: { requestId: "r1", clientRequestId: "c1" } } },
      headers: {},
    },
    { what: "innererror", body: { error: { ...error, innererror: innerError } }, headers: {} },
    { what: "headers only", body: { error }, headers: { "request-id": "r1", "client-request-id": "c1" } },
    { what: "headers of an HTML page", body: "<html>", headers: { "request-id": "r1", "client-request-id": "c1" } },
  ])("reads the request ids from $what", async ({ body, headers }) => {
    expect(await failure(json(404, body, headers as Record<string, string>))).toMatchObject({
      requestId: "r1",
      clientRequestId: "c1",
    });
  });

  test.for([
    ["2024-05-01T10:00:00", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01T10:00:00.1234567", "2024-05-01T10:00:00.123Z"],
    ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01T12:00:00+02:00", "2024-05-01T10:00:00.000Z"],
  ] as const)("reads the date %s as %s", async ([date, expected]) => {
    vi.stubEnv("TZ", "America/New_York");
    const { date: read } = await failure(json(404, { error: { ...error, innerError: { date } } }));
    expect(read?.toISOString()).toBe(expected);
  });

  test("falls back to the Date header, or has no date", async () => {
    const header = { date: "Wed, 01 May 2024 10:00:00 GMT" };
    expect((await failure(json(404, { error }, header))).date).toEqual(new Date("2024-05-01T10:00:00Z"));
    expect((await failure(json(404, { error }))).date).toBeUndefined();
    expect((await failure(json(404, { error: { innerError: { date: "today" } } }))).date).toBeUndefined();
  });

  test("lists inner errors from the outside in", async () => {
    const nested = { code: "outer", innerError: { code: "middle", innererror: { code: "core" } } };
    const { innerErrors } = await failure(json(400, { error: { ...error, innerError: nested } }));
    expect(innerErrors.map((e) => e.code)).toEqual(["outer", "middle", "core"]);
  });
});

test("an error without a message shows its code", async () => {
  expect(await failure(json(404, { error: { code: "NotFound" } }))).toMatchObject({
    kind: "service",
    message: "HTTP 404: NotFound",
  });
});

test("a service's error with the code 'verification' keeps the kind 'service'", async () => {
  expect(await failure(json(400, { error: { code: "verification", message: "A" } }))).toMatchObject({
    kind: "service",
    code: "verification",
  });
});

describe("a failed response without a Graph error throws an unreadable GraphError", () => {
  test.for([
    { what: "an empty body", status: 503, response: new Response(null, { status: 503 }) },
    {
      what: "an empty body and Content-Length 0",
      status: 500,
      response: new Response("", { status: 500, headers: { "content-length": "0" } }),
    },
    {
      what: "HTML",
      status: 502,
      response: new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "content-type": "text/html" } }),
    },
    {
      what: "truncated JSON",
      status: 400,
      response: new Response('{"error":{"code":"Bad', { status: 400, headers: { "content-type": "application/json" } }),
    },
    { what: "null", status: 500, response: json(500, null) },
    { what: "another shape", status: 500, response: json(500, { value: "x", title: "Oops" }) },
    { what: "the token endpoint's shape", status: 400, response: json(400, { error: "invalid_grant" }) },
    { what: "an empty error", status: 401, response: json(401, { error: { code: "", message: "" } }) },
  ])("with $what", async ({ status, response }) => {
    expect(await failure(response)).toMatchObject({
      statusCode: status,
      kind: "unreadable",
      code: undefined,
      message: `HTTP ${status}: unreadable response body`,
      innerErrors: [],
      details: [],
    });
  });
});

describe("a malformed Graph error still becomes a GraphError", () => {
  test.for([
    { what: "a date that is a number", body: { error: { code: "A", message: "B", innerError: { date: 5 } } } },
    { what: "a date that is an object", body: { error: { code: "A", message: "B", innerError: { date: {} } } } },
    { what: "an inner error that is a string", body: { error: { code: "A", message: "B", innerError: "C" } } },
    { what: "details that aren't an array", body: { error: { code: "A", message: "B", details: "C" } } },
  ])("with $what", async ({ body }) => {
    expect(await failure(json(400, body))).toMatchObject({
      name: "GraphError",
      kind: "service",
      code: "A",
      message: "B",
      date: undefined,
      details: [],
    });
  });

  test.for([
    { what: "an array of null", body: { value: [null] } },
    { what: "an error that is a number", body: { error: 5 } },
    { what: "a code and a message that aren't strings", body: { error: { code: 5, message: {} } } },
  ])("with $what", async ({ body }) => {
    expect(await failure(json(400, body))).toMatchObject({ name: "GraphError", statusCode: 400, kind: "unreadable" });
  });
});

test.for([
  { fileName: null, description: null, message: "The files were not accepted" },
  { fileName: "student.csv", description: null, message: "student.csv" },
  { fileName: null, description: "No files", message: "No files" },
])("a finding of $fileName and $description gives the message $message", async ({ message, ...finding }) => {
  const { client } = stubClient([json(400, { value: [{ type: "Error", ...finding }] })]);
  const result = await client.POST(`${PROFILE}/start`, {
    params: { path: { educationSynchronizationProfileId: "1" } },
  });
  expect(() => unwrap(result)).toThrow(expect.objectContaining({ message }));
});

test("a start that fails with findings reports the first error as message and all as details", async () => {
  const value = [
    { type: "Warning", fileName: "teacher.csv", description: "2 duplicates" },
    { type: "Error", fileName: "student.csv", description: "3 rows lack a value" },
    { type: null, fileName: null, description: null },
  ];
  const { client } = stubClient([json(400, { value })]);
  const params = { path: { educationSynchronizationProfileId: "1" } };
  const result = await client.POST(`${PROFILE}/start`, { params });
  expect(() => unwrap(result)).toThrow(
    expect.objectContaining({
      statusCode: 400,
      kind: "verification",
      code: undefined,
      message: "student.csv: 3 rows lack a value",
      details: [
        { code: "Warning", message: "2 duplicates", target: "teacher.csv" },
        { code: "Error", message: "3 rows lack a value", target: "student.csv" },
        { code: "", message: "", target: undefined },
      ],
    }),
  );
});

describe("a success with an empty body", () => {
  const operations = operationsOf(contract as unknown as Contract).map((operation) => {
    const success = operation.responses.find(({ status }) => status.startsWith("2"));
    return { ...operation, status: Number(success?.status), hasBody: success?.schema !== undefined };
  });
  const params = { path: { educationSynchronizationProfileId: "a/b" } };
  const result = async (method: string, path: string, response: Response) => {
    const { client } = stubClient([response]);
    const call = client[method as "GET"] as (path: string, init: object) => Promise<{ response: Response }>;
    return call(path, { params, body: method === "POST" || method === "PATCH" ? {} : undefined });
  };
  const empty = [
    { what: "of length 0", headers: { "content-length": "0" } },
    { what: "in chunks", headers: {} },
  ];
  const cases = operations.flatMap((operation) => empty.map((each) => ({ ...operation, ...each })));

  test.for(cases.filter(({ hasBody }) => hasBody))(
    "$what is an error if the contract documents a body for $id",
    async ({ method, path, status, headers }) => {
      const answered = await result(method, path, new Response("", { status, headers }));
      expect(() => unwrap(answered)).toThrow(expect.objectContaining({ name: "GraphError", kind: "unreadable" }));
      const minimal = await result(method, path, new Response(null, { status: 204 }));
      expect(unwrap(minimal)).toBeUndefined();
    },
  );

  test.for(cases.filter(({ hasBody }) => !hasBody))(
    "$what is accepted if the contract documents none for $id",
    async ({ method, path, status, headers }) => {
      expect(unwrap(await result(method, path, new Response("", { status, headers })))).toBeUndefined();
    },
  );
});

describe("instanceof GraphError", () => {
  const required = createRequire(import.meta.url)("graph-education-sync") as { GraphError: typeof GraphError };
  const options = { kind: "unreadable" } as const;

  test("matches across the CommonJS and ESM builds of the package", () => {
    expect(required.GraphError).not.toBe(GraphError);
    expect(new required.GraphError(json(200, {}), options) instanceof GraphError).toBe(true);
    expect(new GraphError(json(200, {}), options) instanceof required.GraphError).toBe(true);
  });

  test.for([undefined, null, "GraphError", {}, new Error("other"), { name: "GraphError" }])(
    "doesn't match %j",
    (value) => {
      expect(value instanceof GraphError).toBe(false);
    },
  );

  test("matches instances of a subclass, while the subclass matches only its own", () => {
    class Own extends GraphError {}
    expect(new Own(json(200, {}), options) instanceof GraphError).toBe(true);
    expect(new Own(json(200, {}), options) instanceof Own).toBe(true);
    expect(new GraphError(json(200, {}), options) instanceof Own).toBe(false);
  });
});
