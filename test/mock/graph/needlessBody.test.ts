import { describe, expect, it } from "vitest";
import { operations } from "../../contract/bundle.ts";
import { call, createBody, expectDocumented } from "../../support/caller.ts";
import { rawAnswers } from "../http/rawAnswers.ts";
import { startForAll } from "../../support/mock.ts";

const mock = await startForAll({ pace: { ms: 0 }, exact: true });
let id: string;

/** Unlike fetch, sends any body with any method. */
async function send(method: string, path: string, body: string, type = "application/json") {
  const created = await call(mock.url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
  id = String(created.body["id"]);
  const head = [
    `${method} ${path.replace(/\{.+?\}/, id)} HTTP/1.1`,
    "host: localhost",
    "connection: close",
    "authorization: Bearer x",
    `content-type: ${type}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const [answer] = await rawAnswers(mock.url, `${head.join("\r\n")}\r\n\r\n${body}`);
  return answer ?? expect.fail("no answer");
}

const bodies = ["{", "hush", '{"unheard": 1}', "[]", "null", '""'];

describe("an unexpected body", () => {
  const ignoring = operations.filter(({ method }) => method === "GET" || method === "DELETE");

  it.each(ignoring.map((each) => [each.method, each.path, each.operationId] as const))(
    "is ignored by %s %s, whatever it contains",
    async (method, path, operationId) => {
      const { status } = await send(method, path, "");
      for (const body of [...bodies, "{}", "x".repeat(200_000)]) {
        const answer = await send(method, path, body);
        expect([answer.status, body.slice(0, 20)]).toEqual([status, body.slice(0, 20)]);
        expectDocumented(operationId, answer.status, answer.body);
      }
      expect((await send(method, path, "a,b", "text/csv")).status).toBe(status);
    },
  );

  const actions = operations.filter(({ method, path }) => method === "POST" && path.includes("{"));

  it.each(actions.map(({ path, operationId }) => [path, operationId] as const))(
    "of %s is refused unless it is empty or {}",
    async (path, operationId) => {
      const { status } = await send("POST", path, "");
      expect((await send("POST", path, "{}")).status).toBe(status);
      for (const body of bodies) {
        const answer = await send("POST", path, body);
        expect([answer.status, body]).toEqual([400, body]);
        expectDocumented(operationId, 400, answer.body);
        expect(answer.body).toContain("This operation expects no request body. Omit it, or send an empty object: {}.");
        expect(answer.body).not.toContain("hush");
      }
    },
  );
});
