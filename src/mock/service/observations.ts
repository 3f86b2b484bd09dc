import type { ProfileRecord } from "../store/profileRecord.ts";
import type { StoredProfile } from "../store/profileStore.ts";
import { type Outcomes, type Pace, type Reads, settle, unread } from "./lifecycle.ts";

/**
 * What callers have seen of a tenant's profiles. It is kept in memory beside the store, so that a read writes nothing:
 * how often a state was read, and what it has become since the record was stored.
 */
export interface Observations {
  /** The record as it is by now, the same object until it changes; `undefined` where the profile is gone. */
  settled: (stored: StoredProfile) => ProfileRecord | undefined;
  countRead: (stored: StoredProfile, part: keyof Reads) => void;
  /** Profiles that are stored and were found gone. */
  gone: () => StoredProfile[];
  /** Profiles that are stored and have become other records, each with its record. */
  settledSince: () => { stored: StoredProfile; record: ProfileRecord }[];
  forget: (id: string) => void;
  clear: () => void;
}

interface Observation {
  stored: StoredProfile;
  record: ProfileRecord | undefined;
  reads: Reads;
}

/** @param limit profiles observed at a time; a state that was forgotten is derived from the time alone */
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
    return known?.stored.version === stored.version ? known : { stored, record: stored.record, reads: unread };
  }

  function keep(observation: Observation): void {
    const { id } = observation.stored.record.profile;
    observed.delete(id);
    const [oldest] = observed.keys();
    if (observed.size >= limit && oldest !== undefined) observed.delete(oldest);
    observed.set(id, observation);
    if (!observation.record) gone.set(id, observation.stored);
  }

  return {
    settled: (stored) => {
      const { record, reads } = latest(stored);
      if (!record) return undefined;
      const settled = settle(record, reads, now(), pace, outcomes());
      if (settled.record !== record) keep({ stored, ...settled });
      return settled.record;
    },
    countRead: (stored, part) => {
      const { record, reads } = latest(stored);
      keep({ stored, record, reads: { ...reads, [part]: reads[part] + 1 } });
    },
    gone: () => [...gone.values()],
    settledSince: () =>
      [...observed.values()].flatMap(({ stored, record }) =>
        record && record !== stored.record ? [{ stored, record }] : [],
      ),
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
