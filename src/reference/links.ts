import type { Operation } from "./contract.ts";

const successor = /\[(Move\sto\sthe\sIndustry\sData\sAPI)\]\([^)]*\)/g;

/**
 * Adds links to sections of the reference to a text of the contract. The contract itself has no such links, because each
 * OpenAPI viewer uses different anchors.
 */
export function withReferenceLinks(text: string, operations: Pick<Operation, "id" | "summary">[]): string {
  const linked = text.replace(successor, "[$1](#move-to-the-industry-data-api)");
  return operations.reduce(
    (rows, { id, summary }) => rows.replaceAll(`| ${summary} |`, `| [${summary}](#operation/${id}) |`),
    linked,
  );
}
