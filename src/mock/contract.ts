import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

export interface Contract {
  paths: Record<string, Record<string, { operationId?: string }>>;
  components: { examples: Record<string, { value: unknown }> };
}

/** Where the package keeps the bundled contract. */
export const contractFile = new URL("../../generated/openapi.json", import.meta.url);

/** Where the package keeps the reference page, compressed with gzip; built, not committed. */
export const referenceFile = new URL("../../generated/reference.html.gz", import.meta.url);

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

let documentedCreates: Map<string, { body: unknown; id: string }> | undefined;

function readDocumentedCreates(): Map<string, { body: unknown; id: string }> {
  const { examples } = readContract().components;
  const names = Object.keys(examples).filter((name) => name.endsWith(".createRequest"));
  return new Map(
    names.map((name) => {
      const body = contractExample<{ displayName: string }>(name);
      const { id } = contractExample<{ id: string }>(name.replace("Request", "Response"));
      return [body.displayName, { body, id }];
    }),
  );
}

/**
 * The id that the contract's examples give to what just this create makes; `undefined` for any other create, and where
 * the id is taken.
 */
export function documentedId(body: unknown, isTaken: (id: string) => boolean): string | undefined {
  documentedCreates ??= readDocumentedCreates();
  const documented = documentedCreates.get((body as { displayName: string }).displayName);
  if (!documented || isTaken(documented.id)) return undefined;
  return isDeepStrictEqual(body, documented.body) ? documented.id : undefined;
}
