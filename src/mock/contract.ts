import { readFileSync } from "node:fs";

/** Graph's error envelope, as the contract has it. */
export interface ErrorBody {
  error: {
    code: string;
    message: string;
    target?: string;
    details?: { code: string; message: string; target?: string }[];
    innerError: { date: string; "request-id": string; "client-request-id": string };
  };
}

export interface Contract {
  paths: Record<string, Record<string, { operationId?: string }>>;
  components: { examples: Record<string, { value: unknown }> };
}

/** Where the package keeps the bundled contract. */
export const contractFile = new URL("../../generated/openapi.json", import.meta.url);

/** Where the package keeps the reference page; built, not committed. */
export const referenceFile = new URL("../../generated/reference.html", import.meta.url);

let read: Contract | undefined;

/** The bundled contract, read once. */
export function readContract(): Contract {
  read ??= JSON.parse(readFileSync(contractFile, "utf8")) as Contract;
  return read;
}

/** A copy of one of the contract's examples. Throws when there is none of that name. */
export function contractExample<T>(name: string): T {
  const example = readContract().components.examples[name];
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return structuredClone(example.value) as T;
}

let documentedIds: Map<string, string> | undefined;

function readDocumentedIds(): Map<string, string> {
  const { examples } = readContract().components;
  const creates = Object.keys(examples).filter((name) => name.endsWith(".createRequest"));
  return new Map(
    creates.map((name) => {
      const { id } = contractExample<{ id: string }>(name.replace("Request", "Response"));
      return [JSON.stringify(contractExample(name)), id];
    }),
  );
}

/** The id that the contract's examples give to what just this create makes; `undefined` for any other create. */
export function documentedId(body: unknown): string | undefined {
  documentedIds ??= readDocumentedIds();
  return documentedIds.get(JSON.stringify(body));
}
