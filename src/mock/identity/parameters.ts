import { EntraError } from "./entraError.ts";

/**
 * The parameters of a request, which were sent with names in any case; asked for in lower case. One that is empty counts
 * as missing, as RFC 6749 says.
 */
export interface Parameters {
  optional: (name: string) => string | undefined;
  /** Throws an EntraError where it is missing. */
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
