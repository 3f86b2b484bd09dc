import { createRouter, type Route, segmentsOf } from "../../openapi/router.ts";
import { type Operation, readOperations } from "../contract/operations.ts";

/** A request's path, interpreted as Graph does. */
export interface GraphPath {
  /** `/beta`, `/v1.0`, or nothing. */
  version: string;
  /** Without version and `/$count`, in the contract's spelling; unchanged if the contract has no such path. */
  path: string;
  /** Whether it requests the number of items. */
  isCount: boolean;
  /** Absent if the contract has no such path. */
  route: Route<Operation> | undefined;
  /** The profile's id, as it was sent; empty for the collection. */
  key: string;
}

/** After a key, OData allows actions and functions to be qualified, and to be followed by parentheses. */
function spelling(segment: string, isAfterParameter: boolean): string {
  const name = decodeURIComponent(segment).toLowerCase();
  return isAfterParameter ? name.replace(/^microsoft\.graph\./, "").replace(/\(\)$/, "") : name;
}

let router: ReturnType<typeof createRouter<Operation>> | undefined;

const quotedKey = (key: string): string => encodeURIComponent(decodeURIComponent(key).replaceAll("''", "'"));

/** The segments of a path; a key in parentheses, `('key')`, counts as one. */
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

/** Parses a well-formed path; like Graph, ignores case and a trailing slash, and accepts `('key')`. */
export function graphPathOf(sent: string): GraphPath {
  const [, version = "", rest = ""] = /^(\/beta|\/v1\.0)?(\/.*|)$/is.exec(sent) ?? [];
  const count = /\/(?:\$|%24)count\/?$/i.exec(rest);
  const { path, route, key } = routed(rest.slice(0, count?.index) || "/");
  return { version: version.toLowerCase(), path, isCount: count !== null, route, key };
}
