import type { Contract } from "./document.ts";
import { pathPattern } from "./pathPattern.ts";

/** Finds the operation that a request meets, by its method and its path without the API's version. */
export type OperationAt = (method: string, path: string) => string | undefined;

/** Finds operations by the contract's path templates. */
export function operationFinder({ paths }: Contract): OperationAt {
  const items = Object.entries(paths).map(([template, item]) => ({ pattern: pathPattern(template), item }));
  return (method, path) => items.find(({ pattern }) => pattern.test(path))?.item[method.toLowerCase()]?.operationId;
}
