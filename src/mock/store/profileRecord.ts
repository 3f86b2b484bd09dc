import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationStatus,
} from "../../../generated/types.ts";
import { jsonText, parseJsonText } from "../jsonText.ts";

/** A record that the directory rejects. Its texts are truncated to 256 characters. */
export interface RejectedRecord {
  /** In lower case. */
  readonly fileName: string;
  /** By its SDS name. */
  readonly column: string;
  readonly errorCode: string;
  readonly key: string;
  /** The section's name, or the person's user name. */
  readonly name: string;
}

/** The stage of a sync; `idle` before its first start. */
export type Stage = Exclude<EducationSynchronizationStatus, "unknownFutureValue"> | "idle";

/** One step in a profile's lifecycle. */
export interface Transition {
  /** The state of the profile, or the stage of its sync. */
  readonly to: EducationSynchronizationProfile["state"] | Stage;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** It was made through the control API. */
  readonly forced?: true;
}

/** A profile and its internal data. Plain JSON, never modified in place. */
export interface ProfileRecord {
  readonly profile: Readonly<EducationSynchronizationProfile>;
  /** When the state began, in milliseconds since the Unix epoch. */
  readonly state: { readonly since: number };
  readonly sync: {
    readonly stage: Stage;
    readonly since: number;
    readonly resumed: boolean;
    readonly lastSynchronization: string | null;
    readonly lastActivity: string | null;
  };
  readonly errors: readonly EducationSynchronizationError[];
  /** The records that the directory rejects in the files of the latest sync; absent if there are none. */
  readonly rejected?: readonly RejectedRecord[];
  /** The first transition and the latest ones; absent in a record from an earlier version. */
  readonly history?: readonly Transition[];
  /** How often the current state and stage have been read, if reads end them; only in stores that outlast the process. */
  readonly reads?: { readonly state: number; readonly sync: number };
}

/** A record as it is stored: the profile on the first line, and the internal data on the second. */
export const recordText = ({ profile, ...own }: ProfileRecord): string =>
  `${jsonText(profile)}\n${JSON.stringify(own)}`;

/** Parses a text made by `recordText`. */
export function parseRecord(text: string): ProfileRecord {
  const end = text.indexOf("\n");
  const profile = parseJsonText<ProfileRecord["profile"]>(text.slice(0, end));
  return { profile, ...(JSON.parse(text.slice(end)) as Omit<ProfileRecord, "profile">) };
}
