import { readPackageDescription } from "../packageDescription.ts";

function mendFor(peers: Record<string, string>): string {
  // As npm takes them: in one version where no other would do.
  const wanted = Object.entries(peers).map(([name, range]) => (/^\d/.test(range) ? `${name}@${range}` : name));
  // Where npx keeps what it has fetched by itself, out of reach of what a project installs.
  if (!import.meta.url.includes("/_npx/")) return `Install what it needs: npm install --save-dev ${wanted.join(" ")}`;
  const packages = ["graph-education-sync", ...wanted].map((name) => `-p ${name}`);
  return `Bring what it needs: npx ${packages.join(" ")} graph-education-sync mock`;
}

/** A package that only the mock and its command need is not installed; who imports the client alone does without. */
export class MissingPackageError extends Error {
  constructor(name: string, mend: string, cause: unknown) {
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
    if (error.code !== "ERR_MODULE_NOT_FOUND" && error.code !== "MODULE_NOT_FOUND") throw error;
    const { peerDependencies: peers } = readPackageDescription();
    const name = Object.keys(peers).find((peer) => error.message.includes(`'${peer}`));
    throw name === undefined ? error : new MissingPackageError(name, mendFor(peers), error);
  });
}
