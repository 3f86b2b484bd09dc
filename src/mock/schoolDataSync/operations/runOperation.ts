import { setTimeout as sleep } from "node:timers/promises";
import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { UploadedFile } from "../files/uploadedFiles.ts";
import { BusyError } from "../../busyError.ts";
import { readContract } from "../../contract/document.ts";
import type { Reply } from "../../contract/reply.ts";
import type { ProfileRecord } from "../../store/profileRecord.ts";
import type { ProfileStore, StoredProfile } from "../../store/profileStore.ts";
import { StoreUnavailableError } from "../../store/storeErrors.ts";
import { nextTurn } from "../../turns.ts";
import { documentedId } from "./documentedIds.ts";
import type { FileInspection } from "../files/fileInspections.ts";
import type { Pace } from "../profiles/lifecycle.ts";
import type { RunAlone } from "../tenants/locks.ts";
import type { Observations } from "../tenants/observations.ts";
import { type Item, type ListQuery, needsWholeList, type Positioned } from "./odataQuery.ts";
import {
  createSynchronizationProfile,
  listSynchronizationProfiles,
  type OperationCall,
  parseProfileQuery,
  profileOperations,
  type ServiceCall,
  type Verification,
  verifiesFiles,
} from "./operations.ts";

/** What one tenant has of the service. */
export interface Tenant {
  store: ProfileStore;
  observations: Observations;
  now: () => number;
  newId: () => string | Promise<string>;
  /** Whether nobody can have a new id already, as they are random. */
  newIdsAreUnique: boolean;
  maxProfiles: number;
  pace: Pace;
  /** Runs the changes of a profile one by one. */
  runAlone: RunAlone;
  /** How many files of a profile are in use. */
  countFiles: (profileId: string) => Promise<number>;
  putFile: (profileId: string, file: UploadedFile) => Promise<unknown>;
  /** What the files that were uploaded for a profile are like. */
  verifyFiles: (profile: EducationSynchronizationProfile) => Promise<FileInspection>;
  /** A URL below the origin that takes the profile's files for one hour. */
  uploadUrl: (origin: string, profileId: string) => string;
  /** Drops the files of a profile that was removed. */
  dropFiles: (profileId: string) => void;
  /** Removes the profiles whose deletion ends soon, when it has ended. */
  removeDeletedLater: () => void;
}

const maximumAttempts = 40;
const longestWaitInMs = 50;
// What is read and shown of a list before others have their turn.
const pageSize = 250;

const notFound: Reply = { status: 404, example: "profileNotFound" };

/** The operations that change a profile. */
const changes: ReadonlySet<string | undefined> = new Set(
  Object.values(readContract().paths).flatMap((methods) =>
    Object.entries(methods).flatMap(([method, { operationId }]) => (method === "get" ? [] : operationId)),
  ),
);

const notVerified: Verification = { messages: [], rejected: [] };

export const callOf = (tenant: Tenant, call: OperationCall, verification = notVerified): ServiceCall => ({
  ...call,
  now: tenant.now(),
  verification,
  uploadUrl: () => tenant.uploadUrl(call.origin, call.profileId),
});

/**
 * Tries to change a profile again as long as reads, or other processes, change it first.
 *
 * @param attempt resolves to "changed" if its version is no longer the one that was read
 * @throws {BusyError} after two seconds or so
 */
export async function untilStored<T>(attempt: () => Promise<T | "changed">): Promise<T> {
  for (let attempts = 1; attempts <= maximumAttempts; attempts += 1) {
    const result = await attempt();
    if (result !== "changed") return result;
    // Of two processes, each would make the other fail at the same pace.
    if (attempts > 1) await sleep(Math.random() * Math.min(2 ** attempts, longestWaitInMs));
  }
  throw new BusyError("Other requests are changing the profile. Try again.");
}

async function runOnProfile(tenant: Tenant, operationId: string, call: OperationCall): Promise<Reply> {
  const { store, observations } = tenant;
  const operate = profileOperations[operationId];
  if (!operate) throw new Error(`The service has no operation ${operationId}.`);

  const attempt = async (): Promise<Reply | "changed"> => {
    const stored = await store.get(call.profileId);
    const settled = stored && observations.settled(stored);
    if (!settled) {
      await storeSeen(tenant, []);
      return notFound;
    }
    const verification = verifiesFiles.has(operationId) ? await tenant.verifyFiles(settled.profile) : undefined;
    const { reply, record, read } = operate(settled, callOf(tenant, call, verification));
    const shown = record ? undefined : observations.show(stored, read);
    if (shown) await storeSeen(tenant, [{ record: shown, version: stored.version }]);
    if (record && !(await store.replace(record, stored.version))) return "changed";
    if (record?.profile.state === "deleting") tenant.removeDeletedLater();
    return reply;
  };

  const run = () => untilStored(attempt);
  return changes.has(operationId) ? tenant.runAlone(call.profileId, run) : run();
}

/** Removes what reads have found gone, which they don't do themselves. */
async function removeGone({ store, observations, dropFiles }: Tenant): Promise<void> {
  const remove = async ({ record, version }: StoredProfile): Promise<void> => {
    const { id } = record.profile;
    await store.remove(id, version);
    observations.forget(id);
    dropFiles(id);
  };
  await Promise.all(observations.gone().map(remove));
}

/** Removes the profiles whose deletion has ended, which nobody may ever read again. */
export async function removeDeleted(tenant: Tenant): Promise<void> {
  const { store, observations } = tenant;
  // What is in memory only stays in the state `deleting` there, also when its deletion has failed.
  const limit = observations.areStored ? pageSize : Infinity;
  for (;;) {
    const { deleting } = await store.count(limit);
    const settled = deleting.map((stored) => ({ stored, record: observations.settled(stored) }));
    const ended = settled.filter(({ stored, record }) => record?.profile.state !== stored.record.profile.state);
    await storeSeen(
      tenant,
      ended.flatMap(({ stored, record }) => (record ? { record, version: stored.version } : [])),
    );
    await removeGone(tenant);
    if (ended.length === 0 || deleting.length < limit) return;
    await nextTurn();
  }
}

interface Seen {
  record: ProfileRecord;
  version: number;
}

/** Stores what a read shows. One that loses a race against a change was before it. */
async function storeSeen(tenant: Tenant, seen: Seen[]): Promise<void> {
  if (!tenant.observations.areStored) return;
  try {
    await Promise.all(seen.map(({ record, version }) => tenant.store.replace(record, version)));
    await removeGone(tenant);
  } catch (error) {
    // What can be read is read, also while nothing can be written.
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

async function isGone({ store, observations }: Tenant, id: string): Promise<boolean> {
  const stored = await store.get(id);
  return !stored || !observations.settled(stored);
}

/** All profiles as they are by now, in the order of creation, a page at a time. */
export async function* settledProfiles(tenant: Tenant): AsyncGenerator<EducationSynchronizationProfile[]> {
  for await (const page of pagesBehind(tenant, 0, pageSize, undefined))
    yield page.map(({ item }) => item as unknown as EducationSynchronizationProfile);
}

/** Profiles after a position that meet the filter, by pages of the store. */
async function* pagesBehind(
  tenant: Tenant,
  after: number,
  size: number,
  filter: ListQuery["filter"],
): AsyncGenerator<Positioned[]> {
  const { store, observations } = tenant;
  for (let position = after; ;) {
    const page = await store.list(position, size);
    const seen: Seen[] = [];
    const found: Positioned[] = [];
    for (const stored of page) {
      const item = observations.settled(stored)?.profile as Item | undefined;
      if (!item || filter?.(item) === false) continue;
      const record = observations.show(stored);
      if (record) seen.push({ record, version: stored.version });
      found.push({ position: stored.position, item });
    }
    await storeSeen(tenant, seen);
    yield found;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    position = last.position;
    // The memory never waits for anything, and others would wait for the whole list.
    await nextTurn();
  }
}

/** Profiles after a position that meet the filter, up to as many as are wanted. */
async function profilesBehind(
  tenant: Tenant,
  after: number,
  wanted: number,
  filter: ListQuery["filter"],
): Promise<Positioned[]> {
  const found: Positioned[] = [];
  for await (const page of pagesBehind(tenant, after, filter ? pageSize : Math.min(wanted, pageSize), filter)) {
    found.push(...page);
    if (found.length >= wanted) break;
  }
  return found.slice(0, wanted);
}

/** As many profiles as a page may need of the whole list, which is not kept in memory, and how many meet the filter. */
async function profilesOfWhole(
  tenant: Tenant,
  { filter, compare, after, skip, top }: ListQuery,
): Promise<{ profiles: Positioned[]; total: number }> {
  const needed = skip + top + 1;
  let profiles: Positioned[] = [];
  let total = 0;
  for await (const page of pagesBehind(tenant, 0, pageSize, filter)) {
    total += page.length;
    profiles.push(...page.filter(({ position }) => position > after));
    if (profiles.length < needed + pageSize) continue;
    profiles = (compare ? profiles.sort(compare) : profiles).slice(0, needed);
  }
  return { profiles, total };
}

async function create(tenant: Tenant, call: OperationCall): Promise<Reply> {
  const { store, maxProfiles, newId, newIdsAreUnique } = tenant;
  await removeGone(tenant);
  // Whoever follows the documentation sees what it shows.
  const documented = documentedId(call.body);
  let profileId = documented ?? (await newId());
  let hasMadeRoom = false;
  for (;;) {
    const { reply, record } = createSynchronizationProfile(callOf(tenant, { ...call, profileId }));
    if (!record) return reply;
    const inserted = await store.insert(record, maxProfiles, newIdsAreUnique && profileId !== documented);
    if (inserted === "inserted") return reply;
    if (inserted === "taken" && !(await isGone(tenant, profileId))) profileId = await newId();
    else if (inserted === "full") {
      if (hasMadeRoom) break;
      await countProfiles(tenant);
      hasMadeRoom = true;
    }
    await removeGone(tenant);
  }
  const message = `The limit of ${maxProfiles} profiles is reached. Delete some, or POST /_mock/reset.`;
  return { status: 503, example: "serviceUnavailable", message };
}

async function list(tenant: Tenant, call: OperationCall): Promise<Reply> {
  const query = parseProfileQuery(call.query);
  if ("status" in query) return query;
  if (needsWholeList(query)) {
    const { profiles, total } = await profilesOfWhole(tenant, query);
    return listSynchronizationProfiles(profiles, query, call, total);
  }
  const profiles = await profilesBehind(tenant, query.after, query.top + 1, query.filter);
  const total = query.count ? await countProfiles(tenant) : profiles.length;
  return listSynchronizationProfiles(profiles, query, call, total);
}

/** How many profiles there are; those whose deletion has ended are stored until a write removes them. */
async function countProfiles({ store, observations }: Tenant): Promise<number> {
  const { count, deleting } = await store.count();
  return count - deleting.filter((stored) => !observations.settled(stored)).length;
}

/** Runs one operation of the contract. Resolves when what it changed is stored. */
export function runOperation(tenant: Tenant, operationId: string, call: OperationCall): Promise<Reply> {
  if (operationId === "createSynchronizationProfile") return create(tenant, call);
  if (operationId === "listSynchronizationProfiles") return list(tenant, call);
  return runOnProfile(tenant, operationId, call);
}
