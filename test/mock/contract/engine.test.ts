import { beforeAll, describe, expect, it, vi } from "vitest";
import { createEngine } from "../../../src/mock/contract/engine.ts";
import type { ContractRequest } from "../../../src/mock/contract/exchange.ts";
import { readOperations, readValidators } from "../../../src/mock/contract/operations.ts";
import { contractExample } from "../../../src/mock/contract/document.ts";
import { createPrismJudge } from "../../../src/mock/contract/prismJudge.ts";
import type { Reply } from "../../../src/mock/contract/reply.ts";
import { createBody } from "../../support/caller.ts";

const headers = { authorization: "Bearer any-token" };
const operationOf = (wanted: string) => readOperations().find(({ id }) => id === wanted) ?? expect.fail(wanted);
const list: ContractRequest = {
  operation: operationOf("listSynchronizationProfiles"),
  path: "/education/synchronizationProfiles",
  query: {},
  headers,
};
const body = createBody("csvNewAccounts");
const create: ContractRequest = {
  ...list,
  operation: operationOf("createSynchronizationProfile"),
  bodyType: "application/json",
  body,
};
const empty = {
  "@odata.context": "https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles",
  value: [],
};

// Loading Prism takes by far the longest.
beforeAll(() => void createPrismJudge(), 120_000);

function engineCountingPrism(validators = readValidators()) {
  const loadPrism = vi.fn(createPrismJudge);
  return { ...createEngine({ validators, loadPrism }), loadPrism };
}

describe("the engine", () => {
  it("answers plainly valid requests without Prism", async () => {
    const { answer, loadPrism } = engineCountingPrism();
    expect(await answer(list)).toMatchObject({ output: { statusCode: 200 } });
    expect(await answer(create)).toMatchObject({ output: { statusCode: 201 } });
    expect(loadPrism).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<ContractRequest>]>([
    ["has no token", { headers: {} }],
    ["prefers an answer", { preferred: { code: 429 } }],
    ["accepts another type", { headers: { ...headers, accept: "text/html" } }],
    ["has an unknown query option", { query: { $TOP: "2" } }],
    ["has an empty query option", { query: { $top: "" } }],
    ["has a query option twice", { query: { $top: ["2", "3"] } }],
    ["has an unexpected body", { bodyType: "application/json", body: {} }],
    [
      "has an escaped key",
      { operation: operationOf("getSynchronizationProfile"), path: "/education/synchronizationProfiles/a%20b" },
    ],
  ])("has Prism judge a request that %s", async (_, parts) => {
    const { answer, loadPrism } = engineCountingPrism();
    await answer({ ...list, ...parts });
    await answer({ ...list, ...parts });
    expect(loadPrism).toHaveBeenCalledOnce();
  });

  it("waits for an asynchronous operation", async () => {
    const { answer, loadPrism } = engineCountingPrism();
    const operate = () => Promise.resolve({ status: 200, body: empty });
    expect(await answer(list, { operate })).toMatchObject({ output: { body: empty }, faults: [] });
    expect(await answer({ ...list, query: { unknown: "1" } }, { operate })).toMatchObject({ output: { body: empty } });
    expect(loadPrism).toHaveBeenCalledOnce();
  });

  it("gets an answer's violations from Prism without running the operation twice", async () => {
    const { answer } = engineCountingPrism();
    const operate = vi.fn(() => ({ status: 200, body: { value: "none" } }));
    const answered = await answer(list, { operate });
    expect(answered).toMatchObject({ faults: [{ path: ["body", "value"] }] });
    expect(operate).toHaveBeenCalledOnce();
  });

  it("follows Prism's verdict on an answer rather than its own", async () => {
    const { answer } = engineCountingPrism({
      ...readValidators(),
      "listSynchronizationProfiles 200 body": () => false,
    });
    const operate = vi.fn(() => ({ status: 200, body: empty }));
    expect(await answer(list, { operate })).toMatchObject({ output: { body: empty }, faults: [] });
    expect(operate).toHaveBeenCalledOnce();
  });

  describe("validates an entity in an answer", () => {
    const names = ["createSynchronizationProfile 201 body", "getSynchronizationProfile 200 body"] as const;
    const { "@odata.context": _, ...profile } = contractExample<{ id: string; "@odata.context": string }>(
      "csvNewAccounts.createResponse",
    );
    const get = {
      ...list,
      operation: operationOf("getSynchronizationProfile"),
      path: `/education/synchronizationProfiles/${profile.id}`,
    };
    const shown = (entity: object) => ({ status: 200, body: { ...entity }, entities: [entity] });
    const page = (...value: object[]) => ({ status: 200, body: { ...empty, value }, entities: value });

    function engineCountingChecks() {
      const validators = readValidators();
      const [created, got] = names.map((name) => validators[name]);
      // The same function: a profile that was valid on creation needs no check when it is read.
      expect(created).toBe(got);
      const check = vi.fn(got);
      const checks = Object.fromEntries(names.map((name) => [name, check]));
      const lists = vi.fn(validators["listSynchronizationProfiles 200 body"]);
      const engine = createEngine({
        validators: { ...validators, ...checks, "listSynchronizationProfiles 200 body": lists },
      });
      const answer = async (request: ContractRequest, reply: Reply) => {
        const answered = await engine.answer(request, { operate: () => reply });
        return answered.kind === "answer" ? answered.faults.length : answered.kind;
      };
      return { answer, check, lists };
    }

    it("once per object", async () => {
      const { answer, check } = engineCountingChecks();
      for (let count = 0; count < 3; count += 1) expect(await answer(get, shown(profile))).toBe(0);
      expect(check).toHaveBeenCalledOnce();
      expect(await answer(get, shown({ ...profile }))).toBe(0);
      expect(check).toHaveBeenCalledTimes(2);
    });

    it("in a list, unless another list had it", async () => {
      const { answer, lists } = engineCountingChecks();
      const [one, two, three] = [{ ...profile }, { ...profile }, { ...profile }];
      for (const value of [[one, two], [two], [three, two, one]]) expect(await answer(list, page(...value))).toBe(0);
      expect(lists.mock.calls.map(([body]) => (body as { value: object[] }).value)).toEqual([[one, two], [], [three]]);
    });

    it("again while it is invalid", async () => {
      const { answer } = engineCountingChecks();
      const broken = { ...profile, displayName: 5 };
      for (let count = 0; count < 2; count += 1) {
        expect(await answer(get, shown(broken))).toBe(1);
        expect(await answer(list, page(profile, broken))).toBe(1);
      }
    });
  });

  it("runs no operation for a refused request", async () => {
    const { answer } = engineCountingPrism();
    const operate = vi.fn(() => ({ status: 200, body: empty }));
    await answer({ ...list, headers: {} }, { operate });
    await answer({ ...create, body: { displayName: 5 } }, { operate });
    expect(operate).not.toHaveBeenCalled();
  });
});

describe("warming up for invalid requests", () => {
  it("loads Prism once and has it refuse invalid bodies of every operation", async () => {
    const { answer, warmUp, loadPrism } = engineCountingPrism();
    const answers = await Promise.all([...(warmUp ?? [])]);
    await answer({ ...create, body: {} });
    expect(loadPrism).toHaveBeenCalledOnce();
    const refused = answers.filter((each) => typeof each === "object" && each !== null && "violations" in each);
    const bodies = readOperations().filter(({ body: schema }) => schema);
    expect(refused).toHaveLength(2 * bodies.length);
    expect(refused.every((each) => (each as { violations: unknown[] }).violations.length > 0)).toBe(true);
  });
});
