import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationStatus,
} from "../../../generated/types.ts";

/** The stage of a sync; `idle` before its first start. */
export type Stage = Exclude<EducationSynchronizationStatus, "unknownFutureValue"> | "idle";

/** A profile and what only the service knows of it. Plain JSON, and never changed in place. */
export interface ProfileRecord {
  readonly profile: Readonly<EducationSynchronizationProfile>;
  /** When the state began, in milliseconds since 1970. */
  readonly state: { readonly since: number };
  readonly sync: {
    readonly stage: Stage;
    readonly since: number;
    readonly resumed: boolean;
    readonly lastSynchronization: string | null;
    readonly lastActivity: string | null;
  };
  readonly errors: readonly EducationSynchronizationError[];
  /** How often a state, and the stage of a sync, were read that end so; kept here by stores that outlast the process. */
  readonly reads?: { readonly state: number; readonly sync: number };
}
