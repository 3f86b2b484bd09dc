import { createRouter, type Route, segmentsOf } from "../../openapi/router.ts";
import { type Operation, readOperations } from "../contract/operations.ts";

/** What the path of a request means to Graph. */
export interface GraphPath {
  /** `/beta`, `/v1.0`, or nothing. */
  version: string;
  /** Without version and `/$count`, and as the contract spells it; as it was sent if the contract has no such path. */
  path: string;
  /** Whether it asks how many items there are. */
  isCount: boolean;
  /** Absent if the contract has no such path. */
  route: Route<Operation> | undefined;
  /** Of the profile, as it was sent; empty for the collection. */
  key: string;
}

/** After a key, OData lets a caller qualify an action or function, and write parentheses after it. */
function spelling(segment: string, isAfterParameter: boolean): string {
  const name = decodeURIComponent(segment).toLowerCase();
  return isAfterParameter ? name.replace(/^microsoft\.graph\./, "").replace(/\(\)$/, "") : name;
}

let router: ReturnType<typeof createRouter<Operation>> | undefined;

const quotedKey = (key: string): string => encodeURIComponent(decodeURIComponent(key).replaceAll("''", "'"));

/** The segments of a path; a key in parentheses, `('key')`, is one. */
const graphSegments = (path: string): string[] =>
  segmentsOf(path.replace(/\('((?:[^']|'')+)'\)/g, (_, key: string) => `/${quotedKey(key)}`).replace(/\/$/, ""));

function routed(sent: string): Pick<GraphPath, "path" | "route" | "key"> {
  const path = sent.replace(/%2[4789]/g, decodeURIComponent);
  router ??= createRouter(readOperations(), spelling);
  const match = router(graphSegments(path));
  if (match) {
    const [key = ""] = Object.values(match.parameters);
    return { path: match.route.template.replace(/\{[^}]+\}/, () => key), route: match.route, key };
  }
  const isSystem = /^\/\$\w+\/?$/.test(path);
  return { path: isSystem ? path.toLowerCase().replace(/\/$/, "") : sent, route: undefined, key: "" };
}

/** Reads a path that is well-formed; Graph reads letters of either case, a trailing slash and `('key')`. */
export function graphPathOf(sent: string): GraphPath {
  const [, version = "", rest = ""] = /^(\/beta|\/v1\.0)?(\/.*|)$/is.exec(sent) ?? [];
  const [counted, count] = rest.split(/(\/(?:\$|%24)count\/?$)/i);
  return { version: version.toLowerCase(), isCount: count !== undefined, ...routed(counted || "/") };
}
