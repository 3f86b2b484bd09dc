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
 * Starts a mock of the service on a free port of 127.0.0.1. Mocks share no data, unless they use the same `store`.
 *
 * Prism is loaded when the process is idle, or for the first request that needs it, such as an invalid one.
 *
 * @throws {RangeError} for an invalid option; its message says what is expected
 * @throws {DamagedStoreError} if the folder of `store` contains anything else; it is left unchanged
 * @throws {UnwritableStoreError} if the `store` can't be reached or written to, or the package for it is missing
 * @throws {CertificateError} if the certificate for `https` can't be read, generated or used
 * @throws {Error} with the code `EADDRINUSE` if the port is in use
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  loaded ??= load();
  return (await loaded)(options);
}
