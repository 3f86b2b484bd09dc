import type { ErrorDetails } from "../../../generated/types.ts";

/** One way in which a request or an answer breaks the contract, as Prism reports it. */
export interface Violation {
  path?: string[];
  message: string;
  code?: string | number;
  severity?: number;
}

const places: Record<string, string> = {
  body: "property",
  query: "query option",
  header: "header",
  path: "path parameter",
};

/** The property that is missing, or unknown. */
function propertyIn({ message, code }: Violation): string | undefined {
  if (code === "required") return /'([^']+)'/.exec(message)?.[1];
  return code === "additionalProperties" ? /found '(.*)'$/s.exec(message)?.[1] : undefined;
}

/** A violation in the words of an error's `details`. */
function worded(violation: Violation): ErrorDetails {
  const { path = [], message, code } = violation;
  const [place = "", ...rest] = path;
  const property = propertyIn(violation);
  const name = [...rest, ...(property ? [property] : [])].join(".").slice(0, 1024);
  if (!name) {
    const reason = message
      .replace(/^Request body /, "")
      .replace(/^Body parameter is/, "is")
      .slice(0, 1500);
    return {
      code: place === "body" || !place ? "InvalidBody" : "InvalidValue",
      message: `The request body ${reason}.`,
    };
  }
  const subject = `The ${places[place] ?? "parameter"} '${name}'`;
  if (property && code === "required")
    return { code: "MissingProperty", message: `${subject} is required.`, target: name };
  if (property) return { code: "UnknownProperty", message: `${subject} is unknown.`, target: name };
  const reason = message
    .replace(/^Request \w+ (?:property|parameter) /, "")
    .slice(rest.join(".").trim().length)
    .trim();
  return {
    code: code === "type" ? "InvalidType" : "InvalidValue",
    message: `${subject} ${reason.slice(0, 1500)}.`,
    target: name,
  };
}

/** The place of a violation, down to the property that is missing or unknown. */
function locationOf(violation: Violation): string[] {
  const property = propertyIn(violation);
  return [...(violation.path ?? []).map(String), ...(property === undefined ? [] : [property])];
}

/** The violations of a request, each with its place and in words. */
export const locatedViolations = (violations: Violation[]) =>
  violations.slice(0, 100).map((violation) => {
    const { code, message } = worded(violation);
    return { location: locationOf(violation), code, message };
  });

/** The violations of a request in words, field by field. */
export const errorDetails = (violations: Violation[]): ErrorDetails[] => violations.slice(0, 100).map(worded);
