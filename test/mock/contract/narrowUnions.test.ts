import { describe, expect, it } from "vitest";
import { readContract } from "../../../src/mock/contract/document.ts";
import { loadPrism, type PrismOperation } from "../../../src/mock/contract/loadPrism.ts";
import { withRequestNarrowed, withResponseNarrowed } from "../../../src/mock/contract/narrowUnions.ts";
import { brokenValues } from "../../contract/brokenRequests.ts";
import { type DocumentedOperation, operations, type Schema } from "../../contract/bundle.ts";

const prism = loadPrism();
const inPrism = await prism.operationsOf(readContract());
// The headers of an answer have nothing to do with its unions.
const prismOperation = ({ operationId }: DocumentedOperation): PrismOperation => {
  const { responses, ...found } = inPrism.find(({ iid }) => iid === operationId) as PrismOperation;
  return { ...found, responses: responses.map((response) => ({ ...response, headers: [] })) } as PrismOperation;
};
const allValues = (schema: Schema, examples: object): unknown[] => [
  ...Object.values(examples as Record<string, { value: unknown }>).map(({ value }) => value),
  ...[...brokenValues(schema)].map(({ value }) => value),
];
const json = { "content-type": "application/json" };

describe("a body is judged by the branches that it means as it is by whole unions", () => {
  it.each(operations.filter(({ requestBody }) => requestBody).map((each) => [each.operationId, each] as const))(
    "request of %s",
    (_, operation) => {
      const resource = prismOperation(operation);
      const { schema = {}, examples = {} } = operation.requestBody ?? {};
      const url = { path: operation.path.replace(/\{.+?\}/, "id") };
      const verdicts = allValues(schema, examples).map((body) => {
        const element = { method: operation.method.toLowerCase() as "post", url, headers: json, body };
        const judge = (by: PrismOperation) => prism.validateInput({ resource: by, element })._tag;
        const whole = judge(resource);
        expect(judge(withRequestNarrowed(resource, body)), JSON.stringify(body)).toBe(whole);
        return whole;
      });
      expect(new Set(verdicts)).toEqual(new Set(["Left", "Right"]));
    },
  );

  const answers = operations.flatMap((operation) =>
    operation.responses.flatMap(({ status, schema, examples }) =>
      schema ? [[operation.operationId, status, operation, schema, examples] as const] : [],
    ),
  );
  it.each(answers)("answer of %s, %s", (_, status, operation, schema, examples) => {
    const resource = prismOperation(operation);
    const verdicts = allValues(schema, examples).map((body) => {
      const element = { statusCode: Number(status), headers: json, body };
      const judge = (by: PrismOperation) => prism.validateOutput({ resource: by, element })._tag;
      const whole = judge(resource);
      expect(judge(withResponseNarrowed(resource, element.statusCode, body)), JSON.stringify(body)).toBe(whole);
      return whole;
    });
    expect(new Set(verdicts)).toEqual(new Set(["Left", "Right"]));
  });
});
