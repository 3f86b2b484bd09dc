import { setTimeout as sleep } from "node:timers/promises";
import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { UploadedFile } from "../files/uploadedFiles.ts";
import { BusyError } from "../../busyError.ts";
import type { OperationId, Reply } from "../../contract/reply.ts";
import type { ProfileRecord } from "../../store/profileRecord.ts";
import type { ProfileStore, StoredProfile } from "../../store/profileStore.ts";
import { StoreUnavailableError } from "../../store/storeErrors.ts";
import { nextTurn } from "../../turns.ts";
import { documentedId } from "./documentedIds.ts";
import type { FileInspection } from "../files/fileInspections.ts";
import type { Verification } from "../profiles/commands.ts";
import type { Pace } from "../profiles/lifecycle.ts";
import type { RunAlone } from "../../store/locks.ts";
import type { Observations } from "../tenants/observations.ts";
import { type ListQuery, needsWholeList, type Positioned } from "./odataQuery.ts";
import {
  createSynchronizationProfile,
  listSynchronizationProfiles,
  type OperationCall,
  parseProfileQuery,
  type ProfileOperationId,
  profileOperations,
  type ServiceCall,
  verifiesFiles,
} from "./operations.ts";

/** The service of one tenant. */
export interface Tenant {
  store: ProfileStore;
  observations: Observations;
  now: () => number;
  newId: () => string | Promise<string>;
  /** Whether new ids are random, so that no profile can have one already. */
  newIdsAreUnique: boolean;
  maxProfiles: number;
  pace: Pace;
  /** Runs the changes of a profile one by one. */
  runAlone: RunAlone;
  /** How many files of a profile are in use. */
  countFiles: (profileId: string) => Promise<number>;
  putFile: (profileId: string, file: UploadedFile) => Promise<unknown>;
  /** Inspects the files uploaded for a profile. */
  verifyFiles: (profile: EducationSynchronizationProfile) => Promise<FileInspection>;
  /** A URL below the origin that accepts the profile's files for one hour. */
  uploadUrl: (origin: string, profileId: string) => string;
  /** Drops the files of a profile that was removed. */
  dropFiles: (profileId: string) => void;
  /** Removes deleted profiles once their deletion has ended. */
  removeDeletedLater: () => void;
}

const maximumAttempts = 40;
const longestWaitInMs = 50;
// Number of profiles of a list to process before other requests get their turn.
const pageSize = 250;

const notFound = { status: 404 as const, example: "profileNotFound" };

const notVerified: Verification = { messages: [], rejected: [] };

const callOf = (tenant: Tenant, call: OperationCall, verification = notVerified): ServiceCall => ({
  ...call,
  now: tenant.now(),
  verification,
  uploadUrl: () => tenant.uploadUrl(call.origin, call.profileId),
});

/**
 * Retries a change to a profile for as long as reads, or other processes, change it first.
 *
 * @param attempt resolves to "changed" if the version that was read is no longer current
 * @throws {BusyError} after about two seconds
 */
export async function untilStored<T>(attempt: () => Promise<T | "changed">): Promise<T> {
  for (let attempts = 1; attempts <= maximumAttempts; attempts += 1) {
    const result = await attempt();
    if (result !== "changed") return result;
    // Without jitter, two processes could make each other fail again and again.
    if (attempts > 1) await sleep(Math.random() * Math.min(2 ** attempts, longestWaitInMs));
  }
  throw new BusyError("Other requests are changing the profile. Try again.");
}

type Profiles = Positioned<EducationSynchronizationProfile>[];

type RunOperation<Id extends OperationId> = (tenant: Tenant, call: OperationCall) => Promise<Reply<Id>>;
type RunOnProfile<Id extends OperationId> = (
  tenant: Tenant,
  call: OperationCall,
) => Promise<Reply<Id> | typeof notFound>;

/** Runs an operation on the current state of a profile. */
function reads<Id extends ProfileOperationId>(operationId: Id): RunOnProfile<Id> {
  const operate = profileOperations[operationId];

  return (tenant, call) => {
    const { store, observations } = tenant;
    return untilStored(async () => {
      const stored = await store.get(call.profileId);
      const settled = stored && observations.settled(stored);
      if (!settled) {
        await storeObserved(tenant, []);
        return notFound;
      }
      const verification = verifiesFiles.has(operationId) ? await tenant.verifyFiles(settled.profile) : undefined;
      const { reply, record, read } = operate(settled, callOf(tenant, call, verification));
      const observed = record ? undefined : observations.recordRead(stored, read);
      if (observed) await storeObserved(tenant, [{ record: observed, version: stored.version }]);
      if (record && !(await store.replace(record, stored.version))) return "changed";
      if (record?.profile.state === "deleting") tenant.removeDeletedLater();
      return reply;
    });
  };
}

/** Runs an operation that may change a profile; such operations on one profile run one at a time. */
function changes<Id extends ProfileOperationId>(operationId: Id): RunOnProfile<Id> {
  const run = reads(operationId);
  return (tenant, call) => tenant.runAlone(call.profileId, () => run(tenant, call));
}

/** Removes the profiles that reads have found to be gone. */
async function removeGone({ store, observations, dropFiles }: Tenant): Promise<void> {
  const remove = async ({ record, version }: StoredProfile): Promise<void> => {
    const { id } = record.profile;
    await store.remove(id, version);
    observations.forget(id);
    dropFiles(id);
  };
  await Promise.all(observations.gone().map(remove));
}

/** Removes the profiles whose deletion has ended, since they may never be read again. */
export async function removeDeleted(tenant: Tenant): Promise<void> {
  const { store, observations } = tenant;
  // In memory, a stored record stays `deleting` even after its deletion has failed.
  const limit = observations.areStored ? pageSize : Infinity;
  for (;;) {
    const { deleting } = await store.count(limit);
    const settled = deleting.map((stored) => ({ stored, record: observations.settled(stored) }));
    const ended = settled.filter(({ stored, record }) => record?.profile.state !== stored.record.profile.state);
    await storeObserved(
      tenant,
      ended.flatMap(({ stored, record }) => (record ? { record, version: stored.version } : [])),
    );
    await removeGone(tenant);
    if (ended.length === 0 || deleting.length < limit) return;
    await nextTurn();
  }
}

interface Observed {
  record: ProfileRecord;
  version: number;
}

/** Stores what a read has returned. A read that loses a race against a change counts as having happened before it. */
async function storeObserved(tenant: Tenant, observed: Observed[]): Promise<void> {
  if (!tenant.observations.areStored) return;
  try {
    await Promise.all(observed.map(({ record, version }) => tenant.store.replace(record, version)));
    await removeGone(tenant);
  } catch (error) {
    // Reads succeed even while writes fail.
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

async function isGone({ store, observations }: Tenant, id: string): Promise<boolean> {
  const stored = await store.get(id);
  return !stored || !observations.settled(stored);
}

/** The current state of all profiles, in order of creation, a page at a time. */
export async function* settledProfiles(tenant: Tenant): AsyncGenerator<EducationSynchronizationProfile[]> {
  for await (const page of pagesAfter(tenant, 0, pageSize, undefined)) yield page.map(({ item }) => item);
}

/** The profiles after a position that match the filter, in pages of the store. */
async function* pagesAfter(
  tenant: Tenant,
  after: number,
  size: number,
  filter: ListQuery["filter"],
): AsyncGenerator<Profiles> {
  const { store, observations } = tenant;
  for (let position = after; ;) {
    const page = await store.list(position, size);
    const observed: Observed[] = [];
    const matches: Profiles = [];
    for (const stored of page) {
      const item = observations.settled(stored)?.profile;
      if (!item || filter?.(item) === false) continue;
      const record = observations.recordRead(stored);
      if (record) observed.push({ record, version: stored.version });
      matches.push({ position: stored.position, item });
    }
    await storeObserved(tenant, observed);
    yield matches;
    const last = page.at(-1);
    if (!last || page.length < size) return;
    position = last.position;
    // The store in memory never yields, so other requests would wait for the whole list.
    await nextTurn();
  }
}

/** The profiles after a position that match the filter, up to a limit. */
async function profilesAfter(
  tenant: Tenant,
  after: number,
  limit: number,
  filter: ListQuery["filter"],
): Promise<Profiles> {
  const profiles: Profiles = [];
  for await (const page of pagesAfter(tenant, after, filter ? pageSize : Math.min(limit, pageSize), filter)) {
    profiles.push(...page);
    if (profiles.length >= limit) break;
  }
  return profiles.slice(0, limit);
}

/** The profiles that a page of the whole list may need, and the number that match. The list is never entirely in memory. */
async function profilesOfWhole(
  tenant: Tenant,
  { filter, compare, after, skip, top }: ListQuery,
): Promise<{ profiles: Profiles; total: number }> {
  const needed = skip + top + 1;
  let profiles: Profiles = [];
  let total = 0;
  for await (const page of pagesAfter(tenant, 0, pageSize, filter)) {
    total += page.length;
    profiles.push(...page.filter(({ position }) => position > after));
    if (profiles.length < needed + pageSize) continue;
    profiles = (compare ? profiles.sort(compare) : profiles).slice(0, needed);
  }
  return { profiles, total };
}

async function create(tenant: Tenant, call: OperationCall): Promise<Reply<"createSynchronizationProfile">> {
  const { store, maxProfiles, newId, newIdsAreUnique } = tenant;
  await removeGone(tenant);
  // The documentation's requests get the ids that it shows.
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

async function list(tenant: Tenant, call: OperationCall): Promise<Reply<"listSynchronizationProfiles">> {
  const query = parseProfileQuery(call.query);
  if ("status" in query) return query;
  if (needsWholeList(query)) {
    const { profiles, total } = await profilesOfWhole(tenant, query);
    return listSynchronizationProfiles(profiles, query, call, total);
  }
  const profiles = await profilesAfter(tenant, query.after, query.top + 1, query.filter);
  const total = query.count ? await countProfiles(tenant) : profiles.length;
  return listSynchronizationProfiles(profiles, query, call, total);
}

/** The number of profiles, without those whose deletion has ended: they are stored until a write removes them. */
async function countProfiles({ store, observations }: Tenant): Promise<number> {
  const { count, deleting } = await store.count();
  return count - deleting.filter((stored) => !observations.settled(stored)).length;
}

/** One function per operation of the contract. */
export type Operations = { readonly [Id in OperationId]: RunOperation<Id> };

const operations: Operations = {
  listSynchronizationProfiles: list,
  createSynchronizationProfile: create,
  getSynchronizationProfile: reads("getSynchronizationProfile"),
  updateSynchronizationProfile: changes("updateSynchronizationProfile"),
  replaceSynchronizationProfile: changes("replaceSynchronizationProfile"),
  deleteSynchronizationProfile: changes("deleteSynchronizationProfile"),
  getSynchronizationProfileUploadUrl: reads("getSynchronizationProfileUploadUrl"),
  startSynchronizationProfile: changes("startSynchronizationProfile"),
  pauseSynchronizationProfile: changes("pauseSynchronizationProfile"),
  resumeSynchronizationProfile: changes("resumeSynchronizationProfile"),
  resetSynchronizationProfile: changes("resetSynchronizationProfile"),
  getSynchronizationProfileStatus: reads("getSynchronizationProfileStatus"),
  listSynchronizationErrors: reads("listSynchronizationErrors"),
};

/** Runs one operation of the contract. Resolves once its changes are stored. */
export function runOperation<Id extends OperationId>(
  tenant: Tenant,
  operationId: Id,
  call: OperationCall,
): Promise<Reply<Id>> {
  return operations[operationId](tenant, call);
}
