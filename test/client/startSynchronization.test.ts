import { describe, expect, test } from "vitest";
import { startSynchronization } from "graph-education-sync";
import { BASE, json, PROFILES, stubClient } from "./stub.ts";

describe("startSynchronization", () => {
  const warning = { type: "Warning", fileName: "teacher.csv", description: "2 duplicates" };
  const finding = (type: string) => ({ type, fileName: "student.csv", description: "3 rows lack a value" });

  test.for([
    { what: "no body", response: new Response(null, { status: 200 }), messages: [] },
    { what: "a body without findings", response: json(200, { value: [null] }), messages: [] },
    { what: "an unexpected body", response: json(200, { value: "x" }), messages: [] },
    { what: "no findings", response: json(200, { value: [] }), messages: [] },
    { what: "warnings", response: json(200, { value: [warning] }), messages: [warning] },
  ])("resolves to the findings after $what", async ({ response, messages }) => {
    const { client, sent } = stubClient([response]);
    expect(await startSynchronization(client, "1")).toEqual(messages);
    expect([sent[0]!.method, sent[0]!.url]).toEqual(["POST", `${BASE}${PROFILES}/1/start`]);
  });

  test.for([
    { status: 200, type: "Error" },
    { status: 200, type: "error" },
    { status: 400, type: "ERROR" },
  ])("rejects when a $status response has a finding of type $type", async ({ status, type }) => {
    const { client } = stubClient([json(status, { value: [warning, finding(type)] })]);
    await expect(startSynchronization(client, "1")).rejects.toMatchObject({
      name: "GraphError",
      statusCode: status,
      kind: "verification",
      code: undefined,
      message: "student.csv: 3 rows lack a value",
      details: [{ code: "Warning" }, { code: type, target: "student.csv" }],
    });
  });

  test("rejects with the service's error when it has one", async () => {
    const { client } = stubClient([json(400, { error: { code: "BadRequest", message: "Not a CSV profile." } })]);
    await expect(startSynchronization(client, "1")).rejects.toMatchObject({ kind: "service", code: "BadRequest" });
  });

  test("can be aborted", async () => {
    const { client } = stubClient([json(200, {})]);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(startSynchronization(client, "1", { signal })).rejects.toThrow("enough");
  });
});
