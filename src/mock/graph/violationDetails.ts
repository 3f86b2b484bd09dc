import type { ErrorDetails, ODataError } from "../../../generated/types.ts";
import { errorDetails } from "../contract/errorDetails.ts";
import type { Operation } from "../contract/operations.ts";
import type { Violation } from "../http/answer.ts";

export const noBodyMessage = "This operation expects no request body. Omit it, or send an empty object: {}.";

export const isAboutBody = ({ path: [place] = [] }: Violation): boolean => place === "body";

function withDetails(body: unknown, details: ErrorDetails[]): unknown {
  const { code, message: documented, innerError: inner } = (body as ODataError).error;
  const [first, ...more] = details;
  if (more.length === 0) return { error: { ...first, code, message: first?.message ?? documented, innerError: inner } };
  const others = more.length === 1 ? "There is 1 more violation" : `There are ${more.length} more violations`;
  const message = `${first?.message} ${others}; see details.`;
  return { error: { code, message, details, innerError: inner } };
}

/** The body of a 400 that explains how the request violates the contract. */
export function explained({ expectsNoBody }: Operation, body: unknown, violations: Violation[]): unknown {
  if (!expectsNoBody || !violations.every(isAboutBody)) return withDetails(body, errorDetails(violations));
  const { error } = body as ODataError;
  return { error: { ...error, message: noBodyMessage } };
}

const maximumHeaderLength = 4000;

// Node refuses a header with characters outside Latin-1.
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Stock Prism's header that lists the violations, for stateless answers. */
export function violationsHeader(violations: Violation[]): string {
  const listed: string[] = [];
  let length = 0;
  for (const { path = [], code, message } of violations.slice(0, 20)) {
    const violation = { location: ["request", ...path], code, message: message.slice(0, 300) };
    const text = ascii(JSON.stringify(violation));
    length += text.length;
    if (length > maximumHeaderLength) break;
    listed.push(text);
  }
  return `[${listed.join(",")}]`;
}
