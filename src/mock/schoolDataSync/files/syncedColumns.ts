import type {
  EducationSynchronizationCustomizations,
  EducationSynchronizationProfile,
} from "../../../../generated/types.ts";
import { columnsByDefault, csvFiles } from "./fileFormats.ts";

export type Kind = Exclude<keyof EducationSynchronizationCustomizations, "@odata.type">;

export const kinds: readonly Kind[] = ["school", "section", "student", "teacher", "studentEnrollment", "teacherRoster"];

/** The lower-case name of the file with records of this kind. */
export const fileOf = (kind: Kind): string => `${kind.toLowerCase()}.csv`;

type Settings = EducationSynchronizationCustomizations[Kind];

const settingsOf = ({ dataProvider }: EducationSynchronizationProfile, kind: Kind): Settings | undefined =>
  "customizations" in dataProvider ? dataProvider.customizations?.[kind] : undefined;

/** Lower-case names of the files whose sync is deferred. */
export const deferredFiles = (profile: EducationSynchronizationProfile): Set<string> =>
  new Set(kinds.filter((kind) => settingsOf(profile, kind)?.isSyncDeferred === true).map(fileOf));

/** The columns that the profile names; if it names all, those that exist in the file are synced. */
function namedColumns(profile: EducationSynchronizationProfile, kind: Kind): readonly string[] {
  const named = settingsOf(profile, kind)?.optionalPropertiesToSync;
  if (!Array.isArray(named)) return [];
  const file = csvFiles.get(fileOf(kind));
  const all = file ? columnsByDefault(file) : [];
  if (!all.every((column) => named.includes(column))) return named;
  return named.filter((column) => !file?.optionalColumns.includes(column));
}

/** The columns used to match accounts. */
function matchedColumns(
  { identitySynchronizationConfiguration: identity }: EducationSynchronizationProfile,
  kind: Kind,
): string[] {
  if (!("matchingOptions" in identity) || !Array.isArray(identity.matchingOptions)) return [];
  return identity.matchingOptions
    .filter(({ appliesTo }) => appliesTo === kind)
    .map(({ sourcePropertyName }) => sourcePropertyName);
}

/** File name in lower case → the columns that a sync of this profile reads besides the required ones. */
export function syncedColumns(profile: EducationSynchronizationProfile): Map<string, string[]> {
  const deferred = deferredFiles(profile);
  return new Map(
    kinds
      .filter((kind) => !deferred.has(fileOf(kind)))
      .map((kind) => [fileOf(kind), [...namedColumns(profile, kind), ...matchedColumns(profile, kind)]]),
  );
}
