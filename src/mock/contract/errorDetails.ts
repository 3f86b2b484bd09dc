import type { ErrorDetails } from "../../../generated/types.ts";
import type { Violation } from "../http/answer.ts";

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

const typeNames: Record<string, string> = {
  array: "an array",
  boolean: "a boolean",
  integer: "an integer",
  number: "a number",
  object: "an object",
  string: "a string",
};

/** The words of a violation, with Ajv's `must be array,null` in English. */
const messageOf = ({ code, message }: Violation): string =>
  code === "type"
    ? message.replace(/(?<=must be )[\w,]+$/, (types) =>
        types.replace(/\w+/g, (type) => typeNames[type] ?? type).replaceAll(",", " or "),
      )
    : message;

/** A violation as an entry of an error's `details`. */
function detailOf(violation: Violation): ErrorDetails {
  const { path = [], code } = violation;
  const [place = "", ...rest] = path;
  const property = propertyIn(violation);
  const name = [...rest, ...(property ? [property] : [])].join(".").slice(0, 1024);
  if (!name) {
    const reason = messageOf(violation)
      .replace(/^Request body /, "")
      .replace(/^Body parameter is/, "is")
      .slice(0, 1500);
    return {
      code: place === "body" || !place ? "InvalidBody" : "InvalidValue",
      message: `The request body ${reason}.`,
    };
  }
  const subject = `The ${places[place] ?? "parameter"} '${name}'`;
  if (property) {
    const [error, word] = code === "required" ? ["MissingProperty", "required"] : ["UnknownProperty", "unknown"];
    return { code: error, message: `${subject} is ${word}.`, target: name };
  }
  const reason = messageOf(violation)
    .replace(/^Request \w+ (?:property|parameter) /, "")
    .slice(rest.join(".").trim().length)
    .trim();
  return {
    code: code === "type" ? "InvalidType" : "InvalidValue",
    message: `${subject} ${reason.slice(0, 1500)}.`,
    target: name,
  };
}

/** The violations of a request as an error's `details`. */
export const errorDetails = (violations: Violation[]): ErrorDetails[] => violations.slice(0, 100).map(detailOf);

/** The violations of a request in words, each with its location, including the missing or unknown property. */
export const locatedViolations = (violations: Violation[]) =>
  violations.slice(0, 100).map((violation) => {
    const { code, message } = detailOf(violation);
    const location = [...(violation.path ?? []).map(String), propertyIn(violation)];
    return { location: location.filter((step) => step !== undefined), code, message };
  });
