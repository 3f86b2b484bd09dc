import { accessSync, constants, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type MemoryStore, memoryStore, memoryStores } from "./memoryStore.ts";
import type { ProfileRecord } from "./profileRecord.ts";
import { DamagedStoreError, type ProfileStores, UnwritableStoreError } from "./profileStore.ts";

function isRecord(value: unknown): value is ProfileRecord {
  const { profile, state, sync, errors } = (value ?? {}) as Partial<ProfileRecord>;
  return (
    typeof profile?.id === "string" &&
    typeof state?.since === "number" &&
    typeof sync?.stage === "string" &&
    Array.isArray(errors)
  );
}

function assertWritable(file: string): void {
  if (file === "") throw new UnwritableStoreError('""', "expected the name of a file");
  const exists = existsSync(file);
  if (exists && !statSync(file).isFile()) throw new UnwritableStoreError(file, "it is not a regular file");
  const folder = dirname(resolve(file));
  try {
    if (exists) accessSync(file, constants.R_OK);
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UnwritableStoreError(file, `create the folder ${folder}, and give this user write access to it`);
  }
}

function readRecords(file: string): Map<string, ProfileRecord[]> {
  if (!existsSync(file)) return new Map();
  let content: { version?: unknown; tenants?: Record<string, unknown> };
  try {
    content = JSON.parse(readFileSync(file, "utf8")) as typeof content;
  } catch {
    throw new DamagedStoreError(file, "it is not JSON");
  }
  if (content?.version !== 1 || typeof content.tenants !== "object")
    throw new DamagedStoreError(file, "its version is not 1");
  const tenants = Object.entries(content.tenants ?? {}).map(([tenant, records]) => {
    if (!Array.isArray(records) || !records.every(isRecord))
      throw new DamagedStoreError(file, `tenant '${tenant}' has something else than profiles`);
    return [tenant, records] as const;
  });
  return new Map(tenants);
}

/**
 * Stores that are kept in a file, for one server at a time. Changes are written soon after they happen; where that
 * fails, a warning of the process says so, and the next change tries again.
 *
 * @throws {DamagedStoreError} when the file exists and has any other content
 * @throws {UnwritableStoreError} when it is not a regular file, or can't be written
 */
export function jsonFileStores(file: string): ProfileStores {
  assertWritable(file);
  const stores = new Map<string, MemoryStore>();
  let timer: NodeJS.Timeout | undefined;

  function changed(): void {
    timer ??= setTimeout(write, 50);
  }

  function write(): void {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    const tenants = Object.fromEntries([...stores].map(([tenant, store]) => [tenant, store.records()]));
    try {
      // A reader, or the next start after a crash, finds the old content or the new one, and never a half.
      writeFileSync(`${file}.new`, `${JSON.stringify({ version: 1, tenants }, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      const reason = (error as Error).message;
      process.emitWarning(
        `The store ${file} was not written: ${reason}. The mock goes on, and writes it with the next change.`,
      );
    }
  }

  for (const [tenant, records] of readRecords(file)) stores.set(tenant, memoryStore(records, changed));
  return { ...memoryStores(stores, changed), kind: "file", close: () => Promise.resolve(write()) };
}
