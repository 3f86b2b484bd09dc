/** @import { Node, Visitor } from "../redocly.js" */

const schemes = ["bearer", "delegated", "application"];
const accesses = ["ReadBasic", "Read", "ReadWrite"];

/**
 * @param {Node} requirement
 * @returns {[scheme: string, permissions: string[]][]}
 */
const entriesOf = (requirement) =>
  Object.entries(requirement ?? {}).map(([scheme, permissions]) => [scheme, [permissions ?? []].flat()]);

/** @param {Node} requirement */
function privilege(requirement) {
  const [[scheme, [permission = ""]] = ["", []]] = entriesOf(requirement);
  const [, access = "", ...rest] = permission.split(".");
  return [schemes.indexOf(scheme), accesses.indexOf(access), rest.length];
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function byPrivilege(one, other) {
  const right = privilege(other);
  const differences = privilege(one).map((rank, index) => rank - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

const written = (/** @type {Node[]} */ security) =>
  security
    .flatMap(entriesOf)
    .map(([scheme, permissions]) => `${scheme}: [${permissions.join(", ")}]`)
    .join("; ");

/**
 * The bearer scheme comes first, since tools such as Postman start with the first one, and a plain token is the least to
 * set up. Then come permissions as Graph lists them: from least to most privileged, those of signed-in users first.
 *
 * @returns {Visitor}
 */
export function permissionOrder() {
  return {
    Operation: {
      enter({ security }, { location, report }) {
        if (!Array.isArray(security)) return;
        const ordered = [...security].sort(byPrivilege);
        if (written(security) === written(ordered)) return;
        report({
          message: `Order \`security\` with the bearer scheme first, then by privilege: ${written(ordered)}.`,
          location: location.child("security"),
        });
      },
    },
    NamedSecuritySchemes: {
      enter(named, { location, report }) {
        const names = Object.keys(named).filter((name) => schemes.includes(name));
        const ordered = schemes.filter((name) => names.includes(name));
        if (String(names) === String(ordered)) return;
        report({
          message: `Order the security schemes: ${ordered.join(", ")}. Tools start with the first one.`,
          location,
        });
      },
    },
  };
}
