import type { Operation } from "./contract.ts";

const successor = /\[(Move\sto\sthe\sIndustry\sData\sAPI)\]\([^)]*\)/g;

/**
 * Links what a text of the contract names to its place in the reference. The contract itself has no such links: each
 * viewer of OpenAPI has other addresses.
 */
export function withReferenceLinks(text: string, operations: Pick<Operation, "id" | "summary">[]): string {
  const linked = text.replace(successor, "[$1](#move-to-the-industry-data-api)");
  return operations.reduce(
    (rows, { id, summary }) => rows.replaceAll(`| ${summary} |`, `| [${summary}](#operation/${id}) |`),
    linked,
  );
}
