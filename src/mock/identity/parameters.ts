import { EntraError } from "./entraError.ts";

/**
 * The parameters of a request, whatever the case of their names; look them up in lower case. Empty ones count as missing,
 * as RFC 6749 requires.
 */
export interface Parameters {
  optional: (name: string) => string | undefined;
  /** Throws an EntraError if it is missing. */
  required: (name: string) => string;
}

export function parametersOf(form: URLSearchParams): Parameters {
  // Microsoft's own Postman collection sends `userName` for RFC 6749's `username`.
  const values = new Map([...form].reverse().map(([name, value]) => [name.toLowerCase(), value]));
  const optional = (name: string): string | undefined => values.get(name) || undefined;
  return {
    optional,
    required: (name) => {
      const value = optional(name);
      if (value === undefined) throw new EntraError("parameterMissing", name);
      return value;
    },
  };
}
