import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationStatus,
} from "../../../generated/types.ts";
import { jsonText, parseJsonText } from "../jsonText.ts";

/** A record that the directory rejects as it is. Its texts are cut to 256 characters. */
export interface RejectedRecord {
  /** Lower-case. */
  readonly fileName: string;
  /** As SDS names it. */
  readonly column: string;
  readonly errorCode: string;
  readonly key: string;
  /** The section's name, or the person's user name. */
  readonly name: string;
}

/** The stage of a sync; `idle` before its first start. */
export type Stage = Exclude<EducationSynchronizationStatus, "unknownFutureValue"> | "idle";

/** One step in the life of a profile. */
export interface Transition {
  /** The state of the profile, or the stage of its sync. */
  readonly to: EducationSynchronizationProfile["state"] | Stage;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The control API made it happen. */
  readonly forced?: true;
}

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
  /** Records of the files that were started last which the directory rejects as they are; absent if there are none. */
  readonly rejected?: readonly RejectedRecord[];
  /** The first transition and the latest ones; absent in a record that was stored without them. */
  readonly history?: readonly Transition[];
  /** How often a state, and the stage of a sync, were read that end so; kept here by stores that outlast the process. */
  readonly reads?: { readonly state: number; readonly sync: number };
}

/** A record as a store keeps it: the profile on the first line, and what only the service knows on the second. */
export const recordText = ({ profile, ...own }: ProfileRecord): string =>
  `${jsonText(profile)}\n${JSON.stringify(own)}`;

/** What `recordText` was made of. */
export function parseRecord(text: string): ProfileRecord {
  const end = text.indexOf("\n");
  const profile = parseJsonText<ProfileRecord["profile"]>(text.slice(0, end));
  return { profile, ...(JSON.parse(text.slice(end)) as Omit<ProfileRecord, "profile">) };
}
