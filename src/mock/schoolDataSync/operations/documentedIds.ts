import { isDeepStrictEqual } from "node:util";
import { contractExample, readContract } from "../../contract/document.ts";

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

/** The id in the contract's example response if this create equals an example request; otherwise `undefined`. */
export function documentedId(body: unknown): string | undefined {
  documentedCreates ??= readDocumentedCreates();
  const documented = documentedCreates.get((body as { displayName: string }).displayName);
  return documented && isDeepStrictEqual(body, documented.body) ? documented.id : undefined;
}
