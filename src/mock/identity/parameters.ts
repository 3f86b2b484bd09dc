import { EntraError } from "./entraError.ts";

/** The parameters of a request to the token endpoint. One that is empty counts as missing, as RFC 6749 says. */
export interface Parameters {
  optional: (name: string) => string | undefined;
  /** Throws an EntraError where it is missing. */
  required: (name: string) => string;
}

export function parametersOf(form: URLSearchParams): Parameters {
  const optional = (name: string): string | undefined => form.get(name) || undefined;
  return {
    optional,
    required: (name) => {
      const value = optional(name);
      if (value === undefined) throw new EntraError("parameterMissing", name);
      return value;
    },
  };
}
