import { type Contract, type Operation, operationsOf } from "../reference/contract.ts";

const isSuccess = ({ status }: Operation["responses"][number]): boolean => status.startsWith("2");

/** The module that lists for the client which operations have no body in their successful response. */
export function emptySuccess(contract: Contract): string {
  const requests = operationsOf(contract)
    .filter(({ responses }) => responses.filter(isSuccess).every(({ schema }) => schema === undefined))
    .map(({ method, path }) => `${method} .*${path.replaceAll("/", "\\/").replace(/\{\w+\}/g, "[^/?]+")}`);
  return `// Generated from the contract by src/pipeline/emptySuccess.ts; do not edit.

/** Matches \`POST <URL>\` for operations that have no body in their successful response. */
export const emptySuccess = /^(${requests.join("|")})(\\?|$)/;
`;
}
