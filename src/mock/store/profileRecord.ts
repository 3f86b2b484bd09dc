import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationStatus,
} from "../../../generated/types.ts";

/** How a sync stands; `idle` before its first start. */
export type Stage = Exclude<EducationSynchronizationStatus, "unknownFutureValue"> | "idle";

/** A profile and what only the service knows of it. Plain JSON. */
export interface ProfileRecord {
  profile: EducationSynchronizationProfile;
  /** When the state began, in milliseconds since 1970, and how often it was read since. */
  state: { since: number; reads: number };
  sync: {
    stage: Stage;
    since: number;
    reads: number;
    resumed: boolean;
    lastSynchronization: string | null;
    lastActivity: string | null;
  };
  errors: EducationSynchronizationError[];
}
