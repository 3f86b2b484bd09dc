import type { EducationSynchronizationError, EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { RejectedRecord } from "../../store/profileRecord.ts";
import type { ProfileRecord } from "../../store/profileRecord.ts";
import { seededUuid } from "../random.ts";
import { deferredFiles } from "../files/syncedColumns.ts";

const kinds: Readonly<Record<string, "Section" | "Student" | "Teacher">> = {
  "section.csv": "Section",
  "student.csv": "Student",
  "teacher.csv": "Teacher",
};

/** The domain of accounts with this role, after the `@`. */
function domainOf(
  { identitySynchronizationConfiguration: identity }: EducationSynchronizationProfile,
  role: string,
): string | null | undefined {
  if ("userDomains" in identity) return identity.userDomains.find(({ appliesTo }) => appliesTo === role)?.name;
  if (!("matchingOptions" in identity)) return undefined;
  return identity.matchingOptions.find(({ appliesTo }) => appliesTo === role)?.targetDomain;
}

function joiningValueOf(profile: EducationSynchronizationProfile, { fileName, key, name }: RejectedRecord): string {
  const kind = kinds[fileName];
  if (kind === undefined || kind === "Section") return key;
  const domain = domainOf(profile, kind.toLowerCase());
  return domain ? `${name}@${domain}` : name;
}

/**
 * The errors of a sync: records with characters that the directory rejects, unless the profile has them replaced, or does
 * not sync their kind.
 *
 * @param recordedDateTime in the service's format
 */
export function recordErrors(
  { profile, rejected = [] }: ProfileRecord,
  recordedDateTime: string,
): EducationSynchronizationError[] {
  if (profile.handleSpecialCharacterConstraint === true) return [];
  const deferred = deferredFiles(profile);
  return rejected
    .filter(({ fileName }) => !deferred.has(fileName))
    .map((record, index) => ({
      id: seededUuid(`${profile.id} ${record.fileName}`, index).toUpperCase(),
      entryType: kinds[record.fileName] ?? null,
      errorCode: record.errorCode,
      errorMessage: `The column "${record.column}" has characters that the directory does not accept.`,
      joiningValue: joiningValueOf(profile, record),
      recordedDateTime,
      reportableIdentifier: record.name,
    }));
}
