import { limits } from "../limits.ts";

const partsOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [];

/**
 * Why a body is too large to be judged by its properties; `undefined` if it isn't. Its bytes are limited, but 4 MB can
 * hold a million values, or as many levels.
 */
export function shapeError(body: unknown, maxValues: number = limits.bodyValues.max): string | undefined {
  let level = partsOf(body);
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.bodyDepth.max) return `The request body is nested deeper than ${limits.bodyDepth.max} levels.`;
    count += level.length;
    if (count > maxValues) return `The request body has more than ${maxValues} values.`;
    level = level.flatMap(partsOf);
  }
  return undefined;
}
