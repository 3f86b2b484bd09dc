import { describe, expect, it } from "vitest";
import { withUnionsNarrowed } from "../../../src/mock/contract/narrowUnions.ts";
import { type DocumentedOperation, readOperations } from "../../../src/mock/contract/operations.ts";
import { loadPrism } from "../../../src/mock/contract/prism.ts";
import { brokenValues } from "../../contract/brokenRequests.ts";
import { operations } from "../../contract/bundle.ts";

const prism = loadPrism();

describe("narrowed unions", () => {
  it.each(operations.filter(({ requestBody }) => requestBody).map((each) => [each.operationId, each] as const))(
    "judge bodies of %s as whole unions do",
    (operationId, { path, requestBody }) => {
      const operation = readOperations().find(({ id }) => id === operationId);
      if (!operation) throw new Error(`Prism has no operation ${operationId}.`);
      const { schema = {}, examples = {} } = requestBody ?? {};
      const bodies = [
        ...Object.values(examples).map(({ value }) => value),
        ...[...brokenValues(schema)].map(({ value }) => value),
      ];
      const request = { operation, path: path.replace(/\{.+?\}/, "id"), query: {}, headers: {} };
      const verdicts = bodies.map((body) => {
        const json = { ...request, body, bodyType: "application/json" } as const;
        const isValid = (by: DocumentedOperation) => prism.inputViolations(by, json).length === 0;
        const whole = isValid(operation.documented);
        expect(isValid(withUnionsNarrowed(operation.documented, body)), JSON.stringify(body)).toBe(whole);
        return whole;
      });
      // An action that accepts an empty object at most has no union to compare.
      expect(new Set(verdicts)).toEqual(new Set([true, false]));
    },
    120_000,
  );
});
