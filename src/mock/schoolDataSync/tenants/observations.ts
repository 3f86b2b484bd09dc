import type { ProfileRecord } from "../../store/profileRecord.ts";
import type { StoredProfile } from "../../store/profileStore.ts";
import { isPassing, type Pace, type Reads, settle, zeroReads } from "../profiles/lifecycle.ts";
import type { Outcomes } from "../profiles/outcomes.ts";

/** What callers have seen of a tenant's profiles: how often a state was read, and what it has become. */
export interface Observations {
  /** The record as it is by now; `undefined` if the profile is gone. */
  settled: (stored: StoredProfile) => ProfileRecord | undefined;
  /**
   * Counts a read of the settled record, and of the part of it that reads move on.
   * Returns the record that has to be stored for that, if any.
   */
  recordRead: (stored: StoredProfile, part?: keyof Reads) => ProfileRecord | undefined;
  /** Whether a read stores what it shows, so that no state goes back if this process ends. */
  readonly areStored: boolean;
  /** Profiles that are stored and were found gone. */
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
 * Keeps what was seen in memory beside the store, so that a read writes nothing. Until it changes, a settled record is
 * the same object.
 *
 * @param limit profiles observed at a time; a state that was forgotten is derived from the time alone
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
    const known = observed.get(stored.record.profile.id);
    return known?.stored.version === stored.version ? known : { stored, record: stored.record, reads: zeroReads };
  }

  function keep(observation: Observation): void {
    const { id } = observation.stored.record.profile;
    observed.delete(id);
    // Not sooner: finding the first key skips all those that were deleted.
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

/** Keeps what was seen in the store, so that it holds after a crash, and for callers of other processes. */
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
      const isCounted = part !== undefined && isPassing(record, part);
      if (!isNew && !isCounted) return undefined;
      const counted = isCounted ? { ...reads, [part]: reads[part] + 1 } : reads;
      return counted.state + counted.sync > 0 ? { ...record, reads: counted } : record;
    },
    gone: () => [...gone.values()],
    forget: (id) => void gone.delete(id),
    clear: () => gone.clear(),
  };
}
