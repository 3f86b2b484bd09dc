import type { Mock, MockOptions } from "./server.ts";

export type { JournalEntry } from "./journal.ts";
export type { Outcomes, Pace } from "./lifecycle.ts";
export type { Scenario, Throttle } from "./scenario.ts";
export type { Mock, MockOptions } from "./server.ts";
export type { SeedProfile, SeedSet } from "./worlds.ts";

/** Packages that only the mock needs; someone who imports the client alone does without. */
const peers = ["@stoplight/prism-http@5.12.0", "csv-parse@7.0.3"];

/** A package that the mock needs is not installed. */
export class MissingPackageError extends Error {
  constructor(name: string, cause: unknown) {
    super(`The mock needs the package ${name}. Install what it needs: npm install --save-dev ${peers.join(" ")}`, { cause });
    this.name = "MissingPackageError";
  }
}

async function load<T>(part: () => Promise<T>): Promise<T> {
  return part().catch((error: NodeJS.ErrnoException) => {
    const missing = error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND";
    const name = missing ? peers.map((peer) => peer.replace(/@[\d.]+$/, "")).find((peer) => error.message.includes(`'${peer}`)) : undefined;
    throw name === undefined ? error : new MissingPackageError(name, error);
  });
}

/**
 * Starts a mock of the service on a free port of 127.0.0.1, with a memory of its own.
 *
 * The first call of a process loads the engine, which takes some hundred milliseconds; each further one is quick.
 *
 * @throws {MissingPackageError} when one of the optional packages is not installed
 * @throws {Error} with the code `EADDRINUSE` when the port is taken
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const [{ sharedEngine }, { createMock }] = await load(() => Promise.all([import("./engine.ts"), import("./server.ts")]));
  return createMock(await load(sharedEngine), options);
}
