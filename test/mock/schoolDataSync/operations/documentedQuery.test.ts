import { describe, expect, it } from "vitest";
import { parseListQuery, type Query } from "../../../../src/mock/schoolDataSync/operations/odataQuery.ts";
import { operations } from "../../../contract/bundle.ts";

/** The query options that the mock reads when it answers a list. */
function optionsOfLists(): Set<string> {
  const read = new Set<string>();
  const query = new Proxy<Query>(
    {},
    {
      get: (_, name) => {
        read.add(String(name));
        return undefined;
      },
    },
  );
  parseListQuery(query, []);
  return read;
}

const lists = ["listSynchronizationProfiles", "listSynchronizationErrors"];

describe("each query option of the contract", () => {
  it.each(operations)("for $operationId is handled by the mock", ({ operationId, parameters }) => {
    const handled = lists.includes(operationId) ? optionsOfLists() : new Set<string>();
    const documented = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    const missing = documented.filter((name) => !handled.has(name));
    const where = lists.includes(operationId)
      ? "parseListQuery in src/mock/schoolDataSync/operations/odataQuery.ts"
      : `${operationId} in src/mock/schoolDataSync/operations/operations.ts, and list the operation here`;
    expect(missing, `The mock ignores ${missing.join(", ")}. Add it to ${where}.`).toEqual([]);
  });
});
