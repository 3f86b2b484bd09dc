const schemes = ["delegated", "application", "bearer"];
const accesses = ["ReadBasic", "Read", "ReadWrite"];

/** @returns {[scheme: string, permissions: string[]][]} */
const entriesOf = (requirement) =>
  Object.entries(requirement ?? {}).map(([scheme, permissions]) => [scheme, [permissions ?? []].flat()]);

function privilege(requirement) {
  const [[scheme, [permission = ""]] = ["", []]] = entriesOf(requirement);
  const [, access, ...rest] = permission.split(".");
  return [schemes.indexOf(scheme), accesses.indexOf(access), rest.length];
}

function byPrivilege(one, other) {
  const [left, right] = [privilege(one), privilege(other)];
  const index = left.findIndex((rank, index) => rank !== right[index]);
  return index < 0 ? 0 : left[index] - right[index];
}

const written = (security) =>
  security
    .flatMap(entriesOf)
    .map(([scheme, permissions]) => `${scheme}: [${permissions.join(", ")}]`)
    .join("; ");

/** Graph lists permissions from least to most privileged, those of people first; a token without any comes last. */
export function permissionOrder() {
  return {
    Operation: {
      enter({ security }, { location, report }) {
        if (!Array.isArray(security)) return;
        const mended = [...security].sort(byPrivilege);
        if (written(security) === written(mended)) return;
        report({
          message: `Order \`security\` from least to most privileged: ${written(mended)}.`,
          location: location.child("security"),
        });
      },
    },
  };
}
