import type { IncomingHttpHeaders } from "node:http";

const secretNames = /secret|password|api.?key|token$|^authorization$/i;

const maximumDepth = 64;

/** A copy of JSON without each value whose name sounds like a secret, and without what is nested too deep to be shown. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === maximumDepth) return "…";
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, secretNames.test(name) ? "***" : redacted(part, depth + 1)]),
  );
}

const secretParameters = "([?&](?:sig|code|client_secret|client_assertion|\\w*token)=)";
const inTarget = new RegExp(`${secretParameters}[^&]*`, "gi");
const inText = new RegExp(`${secretParameters}[^&\\s"<]*`, "gi");

/** A text with the secrets taken out of the URLs in it. */
export const redactedText = (text: string): string => text.replace(inText, "$1***");

/** A request's target as it may be logged. */
export const redactedTarget = (target: string): string => target.replace(inTarget, "$1***").slice(0, 2048);

const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie)$|secret|token|api-?key/i;

/** Headers without secrets; of a token only its scheme is left. */
export const redactedHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = String(value);
      if (!secretHeaders.test(name)) return [name, redactedText(text)];
      const [, scheme] = /^(bearer|basic)\s/i.exec(text) ?? [];
      return [name, scheme === undefined ? "***" : `${scheme} ***`];
    }),
  );
