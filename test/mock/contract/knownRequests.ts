import { brokenBodiesOf, brokenValues, fullValue } from "../../contract/brokenRequests.ts";
import { type DocumentedOperation, type Json, operations } from "../../contract/bundle.ts";

export interface Sent {
  method: string;
  /** The request target, as in the request line. */
  target: string;
  headers: Record<string, string>;
  body?: string;
  /** Whether it is one of the contract's examples. */
  isExample?: boolean;
}

const castIds = ["86904b1e-c7d0-4ead-b13a-98f11fc400ee", "c3f7a8d1-2b6e-4d90-9c15-7e84f0a2b6d3"];

function requestOf({ method, path }: DocumentedOperation, id: string, body?: Json): Sent {
  const headers = { authorization: "Bearer any-token" };
  const target = path.replace(/\{.+?\}/, id);
  if (body === undefined) return { method, target, headers };
  return { method, target, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
}

const brokenBodies = brokenBodiesOf(operations);

function requestsOf(operation: DocumentedOperation): Sent[] {
  const { requestBody, parameters, responses } = operation;
  const bodies = Object.values(requestBody?.examples ?? {}).map(({ value }) => value);
  const valid = requestOf(operation, castIds[0] as string, bodies[0]);
  const withHeaders = (headers: Record<string, string>): Sent => ({
    ...valid,
    headers: { ...valid.headers, ...headers },
  });
  const broken = requestBody
    ? [fullValue(requestBody.schema), ...(brokenBodies.get(operation) ?? []).map(({ value }) => value)]
    : [];
  const values = parameters.flatMap(({ name, in: place, schema, example }) =>
    [
      example,
      ...[...brokenValues({ ...schema, ...(example === undefined ? {} : { example }) })].map(({ value }) => value),
    ].flatMap((value) => {
      const text = Array.isArray(value) ? value.join(",") : String(value);
      if (place === "path") return requestOf(operation, encodeURIComponent(text), bodies[0]);
      if (place === "query") return { ...valid, target: `${valid.target}?${name}=${encodeURIComponent(text)}` };
      return withHeaders({ [name]: text });
    }),
  );
  return [
    ...(bodies.length > 0 ? bodies : [undefined]).flatMap((body) =>
      castIds.map((id) => ({ ...requestOf(operation, id, body), isExample: true })),
    ),
    ...broken.map((body) => requestOf(operation, castIds[0] as string, body)),
    ...values,
    ...responses.flatMap(({ status, examples }) =>
      [undefined, ...Object.keys(examples)].map((name) =>
        withHeaders({ prefer: `code=${status}${name === undefined ? "" : `, example=${name}`}` }),
      ),
    ),
  ];
}

/** A request for every example, every status, and every constraint of the contract that a request can break. */
export const knownRequests = (): Sent[] => operations.flatMap(requestsOf);
