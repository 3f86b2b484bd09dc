import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../../../src/mock/contract/engine.ts";
import type { Mock } from "../../../src/mock/index.ts";
import { createMock } from "../../../src/mock/createMock.ts";
import { brokenValues } from "../../contract/brokenRequests.ts";
import { operations } from "../../contract/bundle.ts";

let remembering: Mock[];
let plain: Mock[];
beforeAll(async () => {
  const pair = async (engine: Awaited<ReturnType<typeof createEngine>>): Promise<Mock[]> =>
    Promise.all([createMock(engine, { stateless: true, seed: 1 }), createMock(engine, { seed: 1, profiles: "cast" })]);
  remembering = await pair(await createEngine());
  plain = await pair(await createEngine({ plain: true }));
});
afterAll(() => Promise.all([...remembering, ...plain].map(({ close }) => close())));

interface Sent {
  method: string;
  target: string;
  headers?: Record<string, string>;
  body?: string;
}

const corpus: Sent[] = operations.flatMap(({ method, path, requestBody, responses, parameters }) => {
  const targets = ["86904b1e-c7d0-4ead-b13a-98f11fc400ee", "c3f7a8d1-2b6e-4d90-9c15-7e84f0a2b6d3", "none", "%2F"].map(
    (id) => path.replace(/\{.+?\}/, id),
  );
  const target = targets[0] as string;
  const valid = Object.values(requestBody?.examples ?? {}).map(({ value }) => JSON.stringify(value));
  const broken = requestBody
    ? [...brokenValues(requestBody.schema)]
        .filter((_, index) => index % 40 === 0)
        .map(({ value }) => JSON.stringify(value))
    : [];
  const body = valid[0] === undefined ? {} : { body: valid[0] };
  const queries = parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, example }) => [`?${name}=${String(example)}`, `?${name}=~`]);
  return [
    ...targets.map((each) => ({ method, target: each, ...body })),
    ...[...valid, ...broken, "{", "null"].filter(() => requestBody).map((each) => ({ method, target, body: each })),
    ...queries.map((query) => ({ method, target: target + query })),
    ...["application/xml", "application/json;odata.metadata=none", ";"].map((accept) => ({
      method,
      target,
      headers: { accept },
      ...body,
    })),
    ...responses.flatMap(({ status, examples }) =>
      [undefined, ...Object.keys(examples).slice(0, 2)].map((name) => ({
        method,
        target,
        headers: { prefer: `code=${status}${name ? `, example=${name}` : ""}` },
        ...body,
      })),
    ),
    { method, target, headers: { authorization: "" }, ...body },
    { method: "PUT", target },
  ];
});

async function told(mock: Mock, { method, target, headers, body }: Sent): Promise<string> {
  const answer = await fetch(mock.url + target, {
    method,
    headers: {
      authorization: "Bearer x",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const shown = [...answer.headers].filter(([name]) => name !== "date");
  return JSON.stringify([answer.status, shown, await answer.text()]).replaceAll(mock.url, "");
}

describe(`what the engine remembers changes no answer (${corpus.length} requests, twice)`, () => {
  it.each([
    ["stateless", 0],
    ["stateful", 1],
  ] as const)(
    "%s",
    async (_, index) => {
      for (const sent of [...corpus, ...corpus]) {
        const [one, other] = await Promise.all([remembering, plain].map((mocks) => told(mocks[index] as Mock, sent)));
        expect(one, `${sent.method} ${sent.target} ${JSON.stringify(sent.headers)} ${sent.body}`).toBe(other);
      }
    },
    60_000,
  );
});
