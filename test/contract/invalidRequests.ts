import { describe, expect, it } from "vitest";
import { type DocumentedOperation, operation, operations, type Schema } from "./bundle.ts";
import { brokenBodiesOf, type BrokenValue, brokenValues, fullValue } from "./brokenRequests.ts";
import { isForgiven } from "./forgiven.ts";
import { exampleBody, send, server } from "./request.ts";
import { faults } from "./validator.ts";

const responseSchema = ({ responses }: DocumentedOperation, status: number): Schema =>
  responses.find((response) => response.status === String(status))?.schema as Schema;

async function expectError(documented: DocumentedOperation, answer: Response, status: number): Promise<void> {
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  expect(faults(responseSchema(documented, status), JSON.parse(text))).toEqual([]);
}

/** The path parameters of a new profile that is provisioned. */
async function provisionedProfile(): Promise<Record<string, string>> {
  const create = operation("createSynchronizationProfile");
  const created = await send(create, { body: exampleBody(create) });
  const pathParameters = { educationSynchronizationProfileId: ((await created.json()) as { id: string }).id };
  await expect
    .poll(async () => (await send(operation("getSynchronizationProfile"), { pathParameters })).json())
    .toMatchObject({ state: "provisioned" });
  return pathParameters;
}

const withBody = operations.flatMap((documented) =>
  documented.requestBody ? [{ documented, schema: documented.requestBody.schema }] : [],
);

const brokenBodies = [...brokenBodiesOf(operations)].flatMap(([documented, broken]) =>
  broken.map(
    (each) => [`${documented.operationId}: ${each.keyword} of ${each.place || "the body"}`, documented, each] as const,
  ),
);

const countOf = new Map<string, number>();
for (const [, , { keyword }] of brokenBodies) countOf.set(keyword, (countOf.get(keyword) ?? 0) + 1);
const counts = [...countOf].map(([keyword, count]) => `${keyword} ${count}`);

describe(`a body that breaks one constraint gets 400 unless it is forgiven (${brokenBodies.length} cases: ${counts.join(", ")})`, () => {
  it.each(brokenBodies)("%s", async (_, documented, { keyword, value }) => {
    const keywords = faults(documented.requestBody?.schema as Schema, value).map((fault) => fault.keyword);
    expect(keywords).toContain(keyword);
    const answer = await send(documented, { body: value });
    if (!server.forgives || !isForgiven(documented, value)) return expectError(documented, answer, 400);
    expect([400, 500], await answer.text()).not.toContain(answer.status);
  });

  const required = withBody.filter(({ documented }) => documented.requestBody?.required);
  it.each(required.map(({ documented, schema }) => [documented.operationId, documented, schema] as const))(
    "%s accepts the unbroken body",
    async (_, documented, schema) => {
      expect(faults(schema, fullValue(schema))).toEqual([]);
      const pathParameters = documented.path.includes("{") ? await provisionedProfile() : {};
      const answer = await send(documented, { body: fullValue(schema), pathParameters });
      expect(answer.status, await answer.text()).toBeLessThan(300);
    },
  );
});

const canBeSentAsText = ({ type }: Schema, { keyword, value }: BrokenValue): boolean =>
  String(value) !== "" && (keyword !== "type" || ["boolean", "integer", "number"].includes(String(type)));

const brokenParameters = operations.flatMap((documented) =>
  documented.parameters.flatMap(({ name, in: place, schema, example }) =>
    [...brokenValues({ ...schema, ...(example === undefined ? {} : { example }) }, name)]
      .filter((broken) => canBeSentAsText(schema, broken))
      .map(({ keyword, value, place: where }) => ({
        title: `${documented.operationId}: ${keyword} of ${where} in the ${place}`,
        documented,
        parts: {
          [place === "path" ? "pathParameters" : place === "query" ? "query" : "headers"]: { [name]: String(value) },
        },
      })),
  ),
);

describe(`a parameter that breaks one constraint gets 400 (${brokenParameters.length} cases)`, () => {
  it.each(brokenParameters.map(({ title, documented, parts }) => [title, documented, parts] as const))(
    "%s",
    async (_, documented, parts) => {
      await expectError(documented, await send(documented, { body: exampleBody(documented), ...parts }), 400);
    },
  );
});

describe("a caller's other mistakes", () => {
  it.each(operations.map((documented) => [documented.operationId, documented] as const))(
    "%s without a token gets 401",
    async (_, documented) => {
      const answer = await send(documented, { body: exampleBody(documented), headers: { authorization: undefined } });
      await expectError(documented, answer, 401);
    },
  );

  describe.each(withBody.map(({ documented }) => [documented.operationId, documented] as const))(
    "%s",
    (_, documented) => {
      it("with an obviously wrong body gets 400", async () => {
        await expectError(documented, await send(documented, { body: { garbage: true } }), 400);
      });

      it.runIf(documented.requestBody?.required)("without a body gets 400", async () => {
        await expectError(documented, await send(documented), 400);
      });

      it.each(["text/plain", "application/xml", "application/x-www-form-urlencoded"])(
        "with a body declared as %s gets 415",
        async (type) => {
          const answer = await send(documented, { body: exampleBody(documented), headers: { "content-type": type } });
          await expectError(documented, answer, 415);
        },
      );
    },
  );
});

describe("an action", () => {
  const actions = withBody.filter(({ documented }) => !documented.requestBody?.required);

  // The response of a stateful server depends on the profile, so only the outcome is compared.
  async function outcome(answer: Response): Promise<unknown> {
    const text = await answer.text();
    const { error } = (text ? JSON.parse(text) : {}) as { error?: { message: string } };
    return { status: answer.status, message: error?.message };
  }

  it.each(actions.map(({ documented }) => [documented.operationId, documented] as const))(
    "%s returns the same without a body, with an empty one, and with {}",
    async (_, documented) => {
      const withoutBody = await outcome(await send(documented));
      expect(withoutBody).not.toMatchObject({ status: 415 });
      expect(await outcome(await send(documented, { text: "" }))).toEqual(withoutBody);
      expect(await outcome(await send(documented, { body: {} }))).toEqual(withoutBody);
    },
  );
});
