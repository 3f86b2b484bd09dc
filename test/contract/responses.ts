import { describe, expect, it } from "vitest";
import { type DocumentedOperation, type DocumentedResponse, type Json, operations } from "./bundle.ts";
import { exampleBody, honorsPrefer, send } from "./request.ts";
import { faults, textFaults } from "./validator.ts";

interface WalkCase {
  documented: DocumentedOperation;
  response: DocumentedResponse;
  /** Absent if the response has no body. */
  example: string | undefined;
}

const namedExamples = ({ schema, examples }: DocumentedResponse): (string | undefined)[] =>
  schema ? Object.keys(examples) : [undefined];

const cases: WalkCase[] = operations.flatMap((documented) =>
  documented.responses.flatMap((response) =>
    namedExamples(response).map((example) => ({ documented, response, example })),
  ),
);

interface WithInnerError {
  error?: { innerError?: Record<string, string> };
}

// A server may name the request's own id and time in an error if its headers say the same.
function withDocumentedIds(answer: Response, body: unknown, documented: Json | undefined): unknown {
  const own = (body as WithInnerError).error?.innerError;
  const innerError = (documented as WithInnerError | undefined)?.error?.innerError;
  if (!own || !innerError) return body;
  for (const name of ["request-id", "client-request-id"]) expect(own[name]).toBe(answer.headers.get(name));
  return { error: { ...(body as Required<WithInnerError>).error, innerError } };
}

describe.skipIf(!honorsPrefer)(
  `each documented response can be requested (${cases.length} cases: operation × status × example)`,
  () => {
    it.each(
      cases.map(
        (each) =>
          [`${each.documented.operationId} ${each.response.status} ${each.example ?? "without a body"}`, each] as const,
      ),
    )("%s", async (_, { documented, response, example }) => {
      const answer = await send(documented, {
        body: exampleBody(documented, example),
        headers: { prefer: `code=${response.status}${example ? `, example=${example}` : ""}` },
      });
      const text = await answer.text();

      expect(answer.status, text).toBe(Number(response.status));
      expect(answer.headers.get("sl-violations")).toBeNull();
      for (const [name, { required, schema }] of Object.entries(response.headers)) {
        const value = answer.headers.get(name);
        if (required) expect(value, name).not.toBeNull();
        if (value !== null) expect(textFaults(schema, value), name).toEqual([]);
      }
      if (!response.schema || !example) {
        expect(text).toBe("");
        return;
      }
      expect(answer.headers.get("content-type")).toMatch(/^application\/json\b/);
      const body: unknown = JSON.parse(text);
      expect(faults(response.schema, body)).toEqual([]);
      expect(withDocumentedIds(answer, body, response.examples[example]?.value)).toEqual(
        response.examples[example]?.value,
      );
    });
  },
);
