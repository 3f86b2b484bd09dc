import type { EducationSynchronizationProfile } from "../../../generated/types.ts";
import type { CsvFileSummary } from "../blobStorage/csv/inspectFile.ts";
import type { VerificationMessage } from "../blobStorage/csv/verifyFiles.ts";
import type { Reply } from "../contract/reply.ts";
import type { ProfileRecord } from "../store/profileRecord.ts";
import type { ProfileStore } from "../store/profileStore.ts";
import { StoreUnavailableError } from "../store/storeErrors.ts";
import { documentedId } from "./documentedIds.ts";
import type { Pace } from "./lifecycle.ts";
import type { Observations } from "./observations.ts";
import { type Item, type ListQuery, needsWholeList, type Positioned } from "./odataQuery.ts";
import {
  createSynchronizationProfile,
  listSynchronizationProfiles,
  type OperationCall,
  parseProfileQuery,
  profileOperations,
  type ServiceCall,
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
  /** What was uploaded for a profile. */
  files: (profileId: string) => Promise<readonly CsvFileSummary[]>;
  putFile: (profileId: string, summary: CsvFileSummary) => Promise<unknown>;
  verifyFiles: (profileId: string) => Promise<VerificationMessage[]>;
  /** A URL below the origin that takes the profile's files for one hour. */
  uploadUrl: (origin: string, profileId: string) => string;
  /** Drops the files of a profile that was removed. */
  dropFiles: (profileId: string) => void;
}

/** How often an operation is run on a profile that others change at the same time. */
export const maximumAttempts = 5;
const pageSize = 1000;

const notFound: Reply = { status: 404, example: "profileNotFound" };
export const changedMeanwhile = {
  status: 409,
  example: "synchronizationInProgress",
  message: "Other requests changed the profile at the same time. Try again.",
} satisfies Reply;

export const callOf = (tenant: Tenant, call: OperationCall, fileMessages: VerificationMessage[] = []): ServiceCall => ({
  ...call,
  now: tenant.now(),
  fileMessages,
  uploadUrl: () => tenant.uploadUrl(call.origin, call.profileId),
});

async function runOnProfile(tenant: Tenant, operationId: string, call: OperationCall): Promise<Reply> {
  const { store, observations } = tenant;
  const operate = profileOperations[operationId];
  if (!operate) throw new Error(`The service has no operation ${operationId}.`);
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const stored = await store.get(call.profileId);
    const settled = stored && observations.settled(stored);
    if (!settled) {
      await storeSeen(tenant, []);
      return notFound;
    }
    const messages = verifiesFiles.has(operationId) ? await tenant.verifyFiles(call.profileId) : undefined;
    const { reply, record, read } = operate(settled, callOf(tenant, call, messages));
    const shown = record ? undefined : observations.show(stored, read);
    if (shown) await storeSeen(tenant, [{ record: shown, version: stored.version }]);
    if (!record || (await store.replace(record, stored.version))) return reply;
  }
  return changedMeanwhile;
}

/** Removes what reads have found gone, which they don't do themselves. */
async function removeGone({ store, observations, dropFiles }: Tenant): Promise<void> {
  for (const { record, version } of observations.gone()) {
    const { id } = record.profile;
    await store.remove(id, version);
    observations.forget(id);
    dropFiles(id);
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

/** All profiles as they are by now, in the order of creation. */
export async function settledProfiles(tenant: Tenant): Promise<EducationSynchronizationProfile[]> {
  const found = await profilesBehind(tenant, 0, Infinity, undefined);
  return found.map(({ item }) => item as unknown as EducationSynchronizationProfile);
}

/** Profiles behind a position that meet the filter, up to as many as are wanted. */
async function profilesBehind(
  tenant: Tenant,
  after: number,
  wanted: number,
  filter: ListQuery["filter"],
): Promise<Positioned[]> {
  const { store, observations } = tenant;
  const size = filter ? pageSize : Math.min(wanted, pageSize);
  const found: Positioned[] = [];
  for (let position = after; ;) {
    const page = await store.list(position, size);
    const seen: Seen[] = [];
    for (const stored of page) {
      const item = observations.settled(stored)?.profile as Item | undefined;
      if (!item || filter?.(item) === false) continue;
      const record = observations.show(stored);
      if (record) seen.push({ record, version: stored.version });
      found.push({ position: stored.position, item });
      if (found.length >= wanted) break;
    }
    await storeSeen(tenant, seen);
    if (found.length >= wanted) return found;
    const last = page.at(-1);
    if (!last || page.length < size) return found;
    position = last.position;
  }
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
  const isWhole = needsWholeList(query);
  const profiles = isWhole
    ? await profilesBehind(tenant, 0, Infinity, query.filter)
    : await profilesBehind(tenant, query.after, query.top + 1, query.filter);
  const total = query.count && !isWhole ? await countProfiles(tenant) : profiles.length;
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
