import { readFileSync } from "node:fs";

const { peerDependencies } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  peerDependencies: Record<string, string>;
};
/** Packages that only the mock and its command need, as npm takes them: in one version where no other would do. */
const peers = Object.entries(peerDependencies).map(([name, range]) => (/^\d/.test(range) ? `${name}@${range}` : name));

// Where npx keeps what it has fetched by itself, out of reach of what a project installs.
const isFetchedByNpx = import.meta.url.includes("/_npx/");
const mend = isFetchedByNpx
  ? `Bring what it needs: npx ${["graph-education-sync", ...peers].map((peer) => `-p ${peer}`).join(" ")} graph-education-sync mock`
  : `Install what it needs: npm install --save-dev ${peers.join(" ")}`;

/** A package that the mock needs is not installed. */
export class MissingPackageError extends Error {
  constructor(name: string, cause: unknown) {
    super(`The mock needs the package ${name}. ${mend}`, { cause });
    this.name = "MissingPackageError";
  }
}

/**
 * Loads a part that needs optional packages.
 *
 * @throws {MissingPackageError} when one of them is not installed
 */
export async function withPeers<T>(load: () => Promise<T>): Promise<T> {
  return load().catch((error: NodeJS.ErrnoException) => {
    const isMissing = error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND";
    const name = Object.keys(peerDependencies).find((peer) => error.message.includes(`'${peer}`));
    throw isMissing && name !== undefined ? new MissingPackageError(name, error) : error;
  });
}
