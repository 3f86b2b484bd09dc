import type { ErrorDetails } from "../../../generated/types.ts";

/** One way in which a request or an answer breaks the contract, as Prism reports it. */
export interface Violation {
  path?: string[];
  message: string;
  code?: string | number;
  severity?: number;
}

const quoted = /'([^']+)'/;
const places: Record<string, string> = {
  body: "property",
  query: "query option",
  header: "header",
  path: "path parameter",
};

/** A violation in the words of an error's `details`. */
function worded({ path = [], message, code }: Violation): ErrorDetails {
  const [place = "", ...rest] = path;
  const missing = code === "required" ? quoted.exec(message)?.[1] : undefined;
  const unknown = code === "additionalProperties" ? /found '(.*)'$/s.exec(message)?.[1] : undefined;
  const name = [...rest, ...((missing ?? unknown) ? [missing ?? unknown] : [])].join(".").slice(0, 1024);
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
  if (missing) return { code: "MissingProperty", message: `${subject} is required.`, target: name };
  if (unknown) return { code: "UnknownProperty", message: `${subject} is unknown.`, target: name };
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
function locationOf({ path = [], message, code }: Violation): string[] {
  const name =
    code === "required"
      ? quoted.exec(message)?.[1]
      : code === "additionalProperties"
        ? /found '(.*)'$/s.exec(message)?.[1]
        : undefined;
  return name === undefined ? path.map(String) : [...path.map(String), name];
}

/** The violations of a request, each with its place and in words. */
export const locatedViolations = (violations: Violation[]) =>
  violations.slice(0, 100).map((violation) => {
    const { code, message } = worded(violation);
    return { location: locationOf(violation), code, message };
  });

/** The violations of a request in words, field by field. */
export const errorDetails = (violations: Violation[]): ErrorDetails[] => violations.slice(0, 100).map(worded);
