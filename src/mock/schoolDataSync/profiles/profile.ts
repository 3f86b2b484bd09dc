import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import { columnsByDefault, csvFiles } from "../files/fileFormats.ts";
import { fileOf, kinds } from "../files/syncedColumns.ts";

type Json = Record<string, unknown>;

/** The service's default settings for each kind of record. They are never modified, so all profiles share them. */
const customizations = new Map(
  kinds.map((kind) => {
    const file = csvFiles.get(fileOf(kind));
    const settings = {
      optionalPropertiesToSync: file ? columnsByDefault(file) : [],
      synchronizationStartDate: "0001-01-01T00:00:00Z",
      isSyncDeferred: false,
      allowDisplayNameUpdate: false,
    };
    return [kind, settings] as const;
  }),
);

/** The service's defaults for omitted properties, by type. */
const defaults: Record<string, Json> = {
  educationCsvDataProvider: { customizations: null },
  educationPowerSchoolDataProvider: {
    schoolsIds: null,
    schoolYear: null,
    allowTeachersInMultipleSchools: null,
    customizations: null,
  },
  educationOneRosterApiDataProvider: { providerName: null, schoolsIds: null, termIds: null, customizations: null },
  educationSynchronizationOAuth2ClientCredentialsConnectionSettings: { scope: null },
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fillCustomizations(answered: Json): void {
  for (const [kind, settings] of customizations) {
    const own = answered[kind];
    if (own !== null) answered[kind] = own === undefined ? settings : { ...settings, ...own };
  }
}

function fillDefaults(answered: Json): void {
  const { "@odata.type": type, customizations: kindsOfRecords } = answered;
  if (typeof type === "string") {
    const name = type.replace(/^#/, "");
    if (name === type) answered["@odata.type"] = `#${type}`;
    const missing = defaults[name.replace("microsoft.graph.", "")];
    for (const property in missing) answered[property] ??= missing[property];
  }
  if (isObject(kindsOfRecords)) fillCustomizations(kindsOfRecords);
  if ("targetPropertyName" in answered) answered["targetDomain"] ??= null;
}

/** A copy in the form of the service's responses: types with `#`, defaults filled in, and no client secret. */
function toResponse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toResponse);
  if (!isObject(value)) return value;
  const answered = { ...value };
  if ("clientSecret" in answered) delete answered["clientSecret"];
  for (const name in answered) if (typeof answered[name] === "object") answered[name] = toResponse(answered[name]);
  fillDefaults(answered);
  return answered;
}

/** The meaning of `null`, which the metadata allows in requests. */
const valuesOfNull: Json = { handleSpecialCharacterConstraint: false, licensesToAssign: [] };

/** The properties in a create or an update that callers can set, in the form of the service's responses. */
export function writableProperties(body: unknown): Partial<EducationSynchronizationProfile> {
  const { "@odata.context": _, id: __, state: ___, ...properties } = body as Json;
  for (const name in valuesOfNull) if (properties[name] === null) properties[name] = valuesOfNull[name];
  return toResponse(properties) as Partial<EducationSynchronizationProfile>;
}

/** Builds a profile from the body of a create. */
export function newProfile(body: unknown, id: string): EducationSynchronizationProfile {
  const {
    "@odata.type": type,
    displayName,
    licensesToAssign,
    handleSpecialCharacterConstraint,
    expirationDate = null,
    ...parts
  } = writableProperties(body);
  return {
    ...(type === undefined ? {} : { "@odata.type": type }),
    id,
    displayName,
    ...parts,
    licensesToAssign,
    state: "provisioning",
    handleSpecialCharacterConstraint,
    expirationDate,
  } as EducationSynchronizationProfile;
}

/** The type name of the profile's data provider, without its namespace. */
export const providerOf = ({ dataProvider }: EducationSynchronizationProfile): string =>
  dataProvider["@odata.type"].replace("#microsoft.graph.", "");
