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
  /** Profiles that were found gone and may still be stored. */
  gone: () => { id: string; version: number }[];
  forget: (id: string) => void;
  clear: () => void;
}

interface Observation {
  version: number;
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
  const gone = new Map<string, number>();

  function latest({ record, version }: StoredProfile): Observation {
    const known = observed.get(record.profile.id);
    return known?.version === version ? known : { version, record, reads: unread };
  }

  function keep(id: string, observation: Observation): void {
    observed.delete(id);
    const [oldest] = observed.keys();
    if (observed.size >= limit && oldest !== undefined) observed.delete(oldest);
    observed.set(id, observation);
    if (!observation.record) gone.set(id, observation.version);
  }

  return {
    settled: (stored) => {
      const { version, record, reads } = latest(stored);
      if (!record) return undefined;
      const settled = settle(record, reads, now(), pace, outcomes());
      if (settled.record !== record) keep(stored.record.profile.id, { version, ...settled });
      return settled.record;
    },
    countRead: (stored, part) => {
      const { version, record, reads } = latest(stored);
      keep(stored.record.profile.id, { version, record, reads: { ...reads, [part]: reads[part] + 1 } });
    },
    gone: () => [...gone].map(([id, version]) => ({ id, version })),
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
