import { readOperations } from "../contract/operations.ts";
import { literalPattern } from "../contract/pathPattern.ts";

export interface GraphPath {
  /** `/beta`, `/v1.0`, or nothing. */
  version: string;
  /** Without the version, and as the contract spells it; as it was sent where the contract has no such path. */
  path: string;
}

interface Route {
  pattern: RegExp;
  template: string;
}

// Behind a key, OData lets a caller qualify an action or function, and write parentheses behind it.
function patternOf(template: string): RegExp {
  const segments = template.split("/").slice(1);
  const parts = segments.map((segment, at) => {
    if (segment.startsWith("{")) return "(?:/([^/]+)|\\('((?:[^']|'')+)'\\))";
    if (!segments[at - 1]?.startsWith("{")) return `/${literalPattern(segment)}`;
    return `/(?:microsoft\\.graph\\.)?${literalPattern(segment)}(?:\\(\\))?`;
  });
  return new RegExp(`^${parts.join("")}/?$`, "i");
}

let routes: Route[] | undefined;

const readRoutes = (): Route[] =>
  (routes ??= [...new Set(readOperations().map(({ path }) => path))].map((template) => ({
    template,
    pattern: patternOf(template),
  })));

const quotedKey = (key: string): string => encodeURIComponent(decodeURIComponent(key).replaceAll("''", "'"));

function canonicalPath(sent: string): string {
  const path = sent.replace(/%2[4789]/g, decodeURIComponent);
  for (const { template, pattern } of readRoutes()) {
    const found = pattern.exec(path);
    if (!found) continue;
    const [, inSegment = "", inParentheses] = found;
    const key = inParentheses === undefined ? inSegment : quotedKey(inParentheses);
    return template.replace(/\{[^}]+\}/, () => key);
  }
  return /^\/\$\w+\/?$/.test(path) ? path.toLowerCase().replace(/\/$/, "") : sent;
}

/** The parts of a path that is well-formed; Graph reads letters of either case, a trailing slash and `('key')`. */
export function graphPathOf(sent: string): GraphPath {
  const [, version = "", rest = ""] = /^(\/beta|\/v1\.0)?(\/.*|)$/is.exec(sent) ?? [];
  const [counted, count = ""] = rest.split(/(\/(?:\$|%24)count\/?$)/i);
  return { version: version.toLowerCase(), path: canonicalPath(counted || "/") + (count && "/$count") };
}

/** Whether the contract has a path, in whatever version it is asked for. */
export const isContractPath = (path: string): boolean => readRoutes().some(({ pattern }) => pattern.test(path));
