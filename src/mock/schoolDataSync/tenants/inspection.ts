import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { VerificationMessage } from "../files/verifyFiles.ts";
import { everyProfile } from "../../store/everyProfile.ts";
import type { ProfileRecord, Stage, Transition } from "../../store/profileRecord.ts";
import type { StoredProfile } from "../../store/profileStore.ts";
import { isTransient } from "../profiles/lifecycle.ts";
import { providerOf } from "../profiles/profile.ts";
import { type Tenant, untilStored } from "../operations/runOperation.ts";
import { makeTransition, type TransitionTarget, transitionTargets } from "../profiles/transitions.ts";

/** The lifecycle of a profile. Times are ISO 8601, by the mock's clock. */
export interface Lifecycle {
  id: string;
  displayName: string;
  /** Type of the data provider, without its namespace. */
  provider: string;
  state: EducationSynchronizationProfile["state"];
  stateSince: string;
  stage: Stage;
  stageSince: string;
  errorCount: number;
  fileCount: number;
  createdAt: string;
  /** When it advances without any reads; null if it doesn't. */
  next: string | null;
}

/** A profile with the service's internal details. */
export interface ProfileDetails {
  profile: { [name: string]: unknown };
  lifecycle: Lifecycle;
  now: string;
  history: { to: Transition["to"]; at: string; forced: boolean }[];
  transitions: { to: TransitionTarget; notAllowed?: string }[];
  files: { fileName: string; rows: number }[];
  verification: VerificationMessage[];
  errors: { [name: string]: unknown }[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

function nextOf(record: ProfileRecord, { pace }: Tenant): string | null {
  const ends = (["state", "sync"] as const).flatMap((part) =>
    isTransient(record, part) ? record[part].since + pace.ms : [],
  );
  const end = Math.min(...ends);
  // With a very slow pace, the time would exceed the range of a date.
  return ends.length > 0 && end < Date.UTC(9999, 0) ? iso(end) : null;
}

async function lifecycleOf(tenant: Tenant, record: ProfileRecord): Promise<Lifecycle> {
  const { profile, state, sync, errors, history } = record;
  return {
    id: profile.id,
    displayName: String(profile.displayName),
    provider: providerOf(profile),
    state: profile.state,
    stateSince: iso(state.since),
    stage: sync.stage,
    stageSince: iso(sync.since),
    errorCount: errors.length,
    fileCount: await tenant.countFiles(profile.id),
    createdAt: iso(history?.[0]?.at ?? state.since),
    next: nextOf(record, tenant),
  };
}

/** The lifecycles of the profiles whose name or id contains a text, latest first. This does not count as a read. */
export async function listLifecycles(
  tenant: Tenant,
  { text = "", top = 200 }: { text?: string | undefined; top?: number | undefined },
): Promise<{ value: Lifecycle[]; total: number; now: string }> {
  const lowerText = text.toLowerCase();
  const matches: ProfileRecord[] = [];
  await everyProfile(tenant.store, (stored) => {
    const record = tenant.observations.settled(stored);
    if (!record) return;
    const { id, displayName } = record.profile;
    if (`${displayName} ${id}`.toLowerCase().includes(lowerText)) matches.push(record);
  });
  const page = matches.slice(-top).reverse();
  const value = await Promise.all(page.map((record) => lifecycleOf(tenant, record)));
  return { value, total: matches.length, now: iso(tenant.now()) };
}

async function current(
  { store, observations }: Tenant,
  id: string,
): Promise<{ stored: StoredProfile; record: ProfileRecord } | undefined> {
  const stored = await store.get(id);
  const record = stored && observations.settled(stored);
  return stored && record && { stored, record };
}

async function detailsOf(tenant: Tenant, record: ProfileRecord): Promise<ProfileDetails> {
  const { profile, errors, history = [] } = record;
  const { files, ...verification } = await tenant.verifyFiles(profile);
  const now = tenant.now();
  return {
    profile: { ...profile },
    lifecycle: await lifecycleOf(tenant, record),
    now: iso(now),
    history: history.map(({ to, at, forced = false }) => ({ to, at: iso(at), forced })),
    transitions: transitionTargets.map((to) => {
      const result = makeTransition(record, to, now, verification);
      return "notAllowed" in result ? { to, notAllowed: result.notAllowed } : { to };
    }),
    files,
    verification: files.length === 0 ? [] : verification.messages.slice(0, 1000),
    errors: errors.slice(0, 1000).map((error) => ({ ...error })),
  };
}

/** A profile's details; `undefined` if it doesn't exist, or no longer exists. This does not count as a read. */
export async function profileDetails(tenant: Tenant, id: string): Promise<ProfileDetails | undefined> {
  const found = await current(tenant, id);
  return found && (await detailsOf(tenant, found.record));
}

/**
 * Makes a transition now. Resolves to the profile after it (`null` if it was removed), or to the reason why it is not
 * allowed; `undefined` if the profile does not exist.
 */
export function transitionProfile(
  tenant: Tenant,
  id: string,
  to: TransitionTarget,
): Promise<{ profile: ProfileDetails | null } | { notAllowed: string } | undefined> {
  async function attempt() {
    const found = await current(tenant, id);
    if (!found) return undefined;
    const { stored, record } = found;
    const verification = await tenant.verifyFiles(record.profile);
    const result = makeTransition(record, to, tenant.now(), verification);
    if ("notAllowed" in result) return result;
    if (result.record) {
      if (!(await tenant.store.replace(result.record, stored.version))) return "changed";
      return { profile: await detailsOf(tenant, result.record) };
    }
    if (!(await tenant.store.remove(id, stored.version))) return "changed";
    tenant.observations.forget(id);
    tenant.dropFiles(id);
    return { profile: null };
  }

  return tenant.runAlone(id, () => untilStored(attempt));
}
