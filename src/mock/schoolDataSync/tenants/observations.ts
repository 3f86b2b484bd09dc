import type { ProfileRecord } from "../../store/profileRecord.ts";
import type { StoredProfile } from "../../store/profileStore.ts";
import { isTransient, type Pace, type Reads, settle, zeroReads } from "../profiles/lifecycle.ts";
import type { Outcomes } from "../profiles/outcomes.ts";

/** What callers have observed of a tenant's profiles: how often a state was read, and the state it has led to. */
export interface Observations {
  /** The current record; `undefined` if the profile is gone. */
  settled: (stored: StoredProfile) => ProfileRecord | undefined;
  /**
   * Counts a read of the settled record, and of the part of it that reads advance.
   * Returns the record that has to be stored as a result, if any.
   */
  recordRead: (stored: StoredProfile, part?: keyof Reads) => ProfileRecord | undefined;
  /** Whether reads are stored, so that no state goes back if this process ends. */
  readonly areStored: boolean;
  /** Stored profiles that have been found to be gone. */
  gone: () => StoredProfile[];
  forget: (id: string) => void;
  clear: () => void;
}

interface Observation {
  stored: StoredProfile;
  record: ProfileRecord | undefined;
  reads: Reads;
}

/**
 * Keeps observations in memory, separate from the store, so that reads don't write. Until it changes, a settled record is
 * the same object.
 *
 * @param limit maximum number of observed profiles; without an observation, a state depends only on the time
 */
export function createObservations(
  now: () => number,
  pace: Pace,
  outcomes: () => Outcomes,
  limit = 20_000,
): Observations {
  const observed = new Map<string, Observation>();
  const gone = new Map<string, StoredProfile>();

  function latest(stored: StoredProfile): Observation {
    const observation = observed.get(stored.record.profile.id);
    return observation?.stored.version === stored.version
      ? observation
      : { stored, record: stored.record, reads: zeroReads };
  }

  function keep(observation: Observation): void {
    const { id } = observation.stored.record.profile;
    observed.delete(id);
    // Only at the limit: finding the first key has to skip all deleted ones.
    if (observed.size >= limit) {
      const [oldest] = observed.keys();
      if (oldest !== undefined) observed.delete(oldest);
    }
    observed.set(id, observation);
    if (!observation.record) gone.set(id, observation.stored);
  }

  return {
    areStored: false,
    settled: (stored) => {
      const { record, reads } = latest(stored);
      if (!record) return undefined;
      const settled = settle(record, reads, now(), pace, outcomes());
      if (settled.record !== record) keep({ stored, ...settled });
      return settled.record;
    },
    recordRead: (stored, part) => {
      if (!part) return undefined;
      const { record, reads } = latest(stored);
      keep({ stored, record, reads: { ...reads, [part]: reads[part] + 1 } });
      return undefined;
    },
    gone: () => [...gone.values()],
    forget: (id) => {
      observed.delete(id);
      gone.delete(id);
    },
    clear: () => {
      observed.clear();
      gone.clear();
    },
  };
}

/** Keeps observations in the store, so that they survive a crash and apply to all processes. */
export function storedObservations(now: () => number, pace: Pace, outcomes: () => Outcomes): Observations {
  const gone = new Map<string, StoredProfile>();

  function settledWithReads({ record: { reads = zeroReads, ...record } }: StoredProfile) {
    const settled = settle(record, reads, now(), pace, outcomes());
    return { ...settled, isNew: settled.record !== record };
  }

  return {
    areStored: true,
    settled: (stored) => {
      const { record } = settledWithReads(stored);
      if (!record) gone.set(stored.record.profile.id, stored);
      return record;
    },
    recordRead: (stored, part) => {
      const { record, reads, isNew } = settledWithReads(stored);
      if (!record) return undefined;
      const isCounted = part !== undefined && isTransient(record, part);
      if (!isNew && !isCounted) return undefined;
      const counted = isCounted ? { ...reads, [part]: reads[part] + 1 } : reads;
      return counted.state + counted.sync > 0 ? { ...record, reads: counted } : record;
    },
    gone: () => [...gone.values()],
    forget: (id) => void gone.delete(id),
    clear: () => gone.clear(),
  };
}
