import type { Mock, MockOptions } from "./options.ts";

export { CertificateError, type HttpsOption } from "./http/tls/certificate.ts";
export type { AuthLevel } from "./graph/authorize.ts";
export type { RecordedRequest } from "./journal/journal.ts";
export type { JournalEntry } from "./journal/entry.ts";
export type { Pace } from "./schoolDataSync/profiles/lifecycle.ts";
export type { Outcomes } from "./schoolDataSync/profiles/outcomes.ts";
export type { Scenario, Throttle } from "./scenario/scenarioValues.ts";
export { DamagedStoreError, StoreUnavailableError, UnwritableStoreError } from "./store/storeErrors.ts";
export type { Mock, MockOptions } from "./options.ts";
export type { SeedProfile, SeedSet } from "./schoolDataSync/tenants/seeding.ts";

let loaded: Promise<(options: MockOptions) => Promise<Mock>> | undefined;

async function load(): Promise<(options: MockOptions) => Promise<Mock>> {
  const { createEngine } = await import("./contract/engine.ts");
  const { createMock } = await import("./createMock.ts");
  const engine = createEngine();
  return (options) => createMock(engine, options);
}

/**
 * Starts a mock of the service on a free port of 127.0.0.1, with a memory of its own.
 *
 * Prism is loaded when nothing else is under way, or for the first request that is not plainly valid.
 *
 * @throws {RangeError} for an invalid option; its message says what is expected
 * @throws {DamagedStoreError} when the folder of `store` holds anything else; it is left as it is
 * @throws {UnwritableStoreError} when the `store` can't be written or reached, or the package for it is missing
 * @throws {CertificateError} when the certificate of `https` can't be read, made or used
 * @throws {Error} with the code `EADDRINUSE` when the port is in use
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  loaded ??= load();
  return (await loaded)(options);
}
