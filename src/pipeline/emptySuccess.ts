import { type Contract, type Operation, operationsOf } from "../reference/contract.ts";

const isSuccess = ({ status }: Operation["responses"][number]): boolean => status.startsWith("2");

/** The module by which the client knows the operations whose success has no body. */
export function emptySuccess(contract: Contract): string {
  const requests = operationsOf(contract)
    .filter(({ responses }) => responses.filter(isSuccess).every(({ schema }) => schema === undefined))
    .map(({ method, path }) => `${method} .*${path.replaceAll("/", "\\/").replace(/\{\w+\}/g, "[^/?]+")}`);
  return `// Generated from the contract by src/pipeline/emptySuccess.ts; do not edit.

/** Matches \`POST <URL>\` of the operations whose success has no body. */
export const emptySuccess = /^(${requests.join("|")})(\\?|$)/;
`;
}
