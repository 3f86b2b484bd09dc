import type { IncomingHttpHeaders } from "node:http";

/** Names of secrets in fields, headers and query parameters. */
const secretName = [
  "secret",
  "passw(?:or)?d",
  "pwd",
  "pass(?:phrase|code)",
  "credential",
  "connection[-_ ]?string",
  "assertion$",
  "(?:api|account|access|private|shared|subscription|functions?|master|host|encryption|signing)[-_ ]?(?:access[-_ ]?)?key",
  "(?:device|auth(?:orization)?)[-_ ]?code$",
  "code[-_ ]?verifier$",
  "token$",
  "^(?:proxy[-_ ]?)?authorization$",
  "^x-ms-authorization",
  "^(?:set-)?cookie$",
  "^session[-_ ]?(?:id|key)$",
  "^(?:pin|sig|jwt|pass)$",
].join("|");
const secretNames = new RegExp(secretName, "i");

const maximumDepth = 64;

/** A copy of JSON with values masked if their name looks like a secret, and shortened where it is nested too deeply. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === maximumDepth) return "…";
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, secretNames.test(name) ? "***" : redacted(part, depth + 1)]),
  );
}

const parameterNames =
  "sig|code|password|passwd|pwd|pass|client_secret|client_assertion|assertion|device_code|code_verifier|id_token_hint|" +
  "(?:api|subscription|access|account|functions?)[-_]?key|\\w*token";
const inTarget = new RegExp(`([?&#](?:${parameterNames})=)[^&]*`, "gi");
const inText = new RegExp(`([?&#](?:${parameterNames})=)[^&\\s"<]*`, "gi");
/** The user and password in a URL. */
const inAuthority = /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>@]{1,1000}@/gi;
/** Connection strings of Azure services and databases. */
const inConnectionString =
  /((?:^|;)\s*(?:account ?key|shared ?access ?(?:key|signature)|access ?key|password|pwd)\s*=)[^;"<]+/gi;
/** Forms that pass a code or a token to a client. */
const inForm = new RegExp(`(<input [^>]*name="(?:${parameterNames})" value=")[^"]*`, "gi");

/** A text with the secrets in its URLs, connection strings and forms masked. */
export const redactedText = (text: string): string =>
  text
    .replace(inText, "$1***")
    .replace(inAuthority, "$1***@")
    .replace(inConnectionString, "$1***")
    .replace(inForm, "$1***");

/** A request's target as it may be logged. */
export const redactedTarget = (target: string): string =>
  target.replace(inTarget, "$1***").replace(inAuthority, "$1***@").slice(0, 2048);

/** Headers without secrets; tokens are reduced to their scheme. */
export const redactedHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = String(value);
      if (!secretNames.test(name) && !/secret|token|api-?key/i.test(name)) return [name, redactedText(text)];
      const [, scheme] = /^(bearer|basic)\s/i.exec(text) ?? [];
      return [name, scheme === undefined ? "***" : `${scheme} ***`];
    }),
  );
