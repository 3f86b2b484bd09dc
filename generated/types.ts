// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.

/** Roster data in CSV files. A client uploads them and then starts the sync. */
export interface EducationCsvDataProvider {
    /**
     * Names the type `educationCsvDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationCsvDataProvider";
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** Roster data in CSV files. A client uploads them and then starts the sync. */
export interface EducationCsvDataProviderInput {
    /**
     * Names the type `educationCsvDataProvider`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationCsvDataProvider" | "microsoft.graph.educationCsvDataProvider";
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null | undefined;
}

/** What the service found in one of the uploaded files. */
export interface EducationFileSynchronizationVerificationMessage {
    /**
     * Names the type `educationFileSynchronizationVerificationMessage`.
     * @example #microsoft.graph.educationFileSynchronizationVerificationMessage
     */
    "@odata.type"?: "#microsoft.graph.educationFileSynchronizationVerificationMessage" | undefined;
    /**
     * Severity: `Error` prevents the sync from starting, `Warning` and `Information` don't. Compare case-insensitively; the service has used both spellings.
     * @example Warning
     */
    type: string | null;
    /**
     * Name of the file, in lower case.
     * @example studentenrollment.csv
     */
    fileName: string | null;
    /**
     * What was found, for the administrator.
     * @example 2 rows repeat a value of "SIS ID" that must be unique (row 7 first).
     */
    description: string | null;
}

/** What the service found in the uploaded files; empty if it found nothing. */
export interface EducationFileSynchronizationVerificationMessageCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)
     */
    "@odata.context"?: string | undefined;
    /**
     * Format: int32
     *
     * Total number of items on all pages; present if the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number | undefined;
    /**
     * Format: uri
     *
     * URL of the next page; absent on the last page. Opaque: follow it unchanged, and don't parse it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string | undefined;
    /** The messages, file by file. */
    value: EducationFileSynchronizationVerificationMessage[];
}

/** A sync creates missing accounts. Not for tenants whose accounts come from an on-premises directory: use matching there. */
export interface EducationIdentityCreationConfiguration {
    /**
     * Names the type `educationIdentityCreationConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration";
    /** The domain of new user names, per role. */
    userDomains: EducationIdentityDomain[];
}

/** A sync creates missing accounts. Not for tenants whose accounts come from an on-premises directory: use matching there. */
export interface EducationIdentityCreationConfigurationInput {
    /**
     * Names the type `educationIdentityCreationConfiguration`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration" | "microsoft.graph.educationIdentityCreationConfiguration";
    /** The domain of new user names, per role. */
    userDomains: EducationIdentityDomainInput[];
}

/** Domain of the user names of one role. */
export interface EducationIdentityDomain {
    /**
     * Names the type `educationIdentityDomain`.
     * @example #microsoft.graph.educationIdentityDomain
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityDomain" | undefined;
    /** Role whose user names are in this domain. */
    appliesTo: EducationUserRole;
    /**
     * Verified domain of the tenant for the user names of this role, without the `@`.
     * @example fabrikam.edu
     */
    name: string;
}

/** Domain of the user names of one role. */
export interface EducationIdentityDomainInput {
    /**
     * Names the type `educationIdentityDomain`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationIdentityDomain
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityDomain" | "microsoft.graph.educationIdentityDomain" | undefined;
    /** Role whose user names are in this domain. */
    appliesTo: EducationUserRoleInput;
    /**
     * Verified domain of the tenant for the user names of this role, without the `@`.
     * @example fabrikam.edu
     */
    name: string;
}

/** A sync finds existing accounts and updates them; it never creates any. */
export interface EducationIdentityMatchingConfiguration {
    /**
     * Names the type `educationIdentityMatchingConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration";
    /** How records are matched to accounts, per role. */
    matchingOptions: EducationIdentityMatchingOptions[];
}

/** A sync finds existing accounts and updates them; it never creates any. */
export interface EducationIdentityMatchingConfigurationInput {
    /**
     * Names the type `educationIdentityMatchingConfiguration`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration" | "microsoft.graph.educationIdentityMatchingConfiguration";
    /** How records are matched to accounts, per role. */
    matchingOptions: EducationIdentityMatchingOptionsInput[];
}

/** How records of one role are matched to accounts: a column of the source is compared with a property of the directory user. */
export interface EducationIdentityMatchingOptions {
    /**
     * Names the type `educationIdentityMatchingOptions`.
     * @example #microsoft.graph.educationIdentityMatchingOptions
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityMatchingOptions" | undefined;
    /** Role whose records are matched this way. */
    appliesTo: EducationUserRole;
    /**
     * Column of the source whose value identifies a person. Case-sensitive.
     * @example Username
     */
    sourcePropertyName: string;
    /**
     * Property of the directory user to compare the source's value with. Case-sensitive.
     * @example userPrincipalName
     */
    targetPropertyName: string;
    /**
     * Domain to append to the source's value, after an `@`, before the comparison; `null` compares the value unchanged.
     * @example bellowscollege.edu
     */
    targetDomain: string | null;
}

/** How records of one role are matched to accounts: a column of the source is compared with a property of the directory user. */
export interface EducationIdentityMatchingOptionsInput {
    /**
     * Names the type `educationIdentityMatchingOptions`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationIdentityMatchingOptions
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityMatchingOptions" | "microsoft.graph.educationIdentityMatchingOptions" | undefined;
    /** Role whose records are matched this way. */
    appliesTo: EducationUserRoleInput;
    /**
     * Column of the source whose value identifies a person. Case-sensitive.
     * @example Username
     */
    sourcePropertyName: string;
    /**
     * Property of the directory user to compare the source's value with. Case-sensitive.
     * @example userPrincipalName
     */
    targetPropertyName: string;
    /**
     * Domain to append to the source's value, after an `@`, before the comparison; `null` compares the value unchanged.
     * @example bellowscollege.edu
     */
    targetDomain?: string | null | undefined;
}

/** How people in the source are mapped to accounts in the directory: created, or matched with existing ones. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfiguration = EducationIdentityCreationConfiguration | EducationIdentityMatchingConfiguration | EducationIdentitySynchronizationConfigurationBase;

/** The base type of every identity configuration, as an instance: it leaves open whether accounts are created or matched. The metadata calls the type abstract, but the documented request uses it. */
export interface EducationIdentitySynchronizationConfigurationBase {
    /**
     * Names the type `educationIdentitySynchronizationConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentitySynchronizationConfiguration";
}

/** The base type of every identity configuration, as an instance: it leaves open whether accounts are created or matched. The metadata calls the type abstract, but the documented request uses it. */
export interface EducationIdentitySynchronizationConfigurationBaseInput {
    /**
     * Names the type `educationIdentitySynchronizationConfiguration`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationIdentitySynchronizationConfiguration" | "microsoft.graph.educationIdentitySynchronizationConfiguration";
}

/** How people in the source are mapped to accounts in the directory: created, or matched with existing ones. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfigurationInput = EducationIdentityCreationConfigurationInput | EducationIdentityMatchingConfigurationInput | EducationIdentitySynchronizationConfigurationBaseInput;

/** A OneRoster 1.1 API from which the service reads the roster. No upload is needed. */
export interface EducationOneRosterApiDataProvider {
    /**
     * Names the type `educationOneRosterApiDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationOneRosterApiDataProvider";
    /**
     * Format: uri
     *
     * Base URL of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /** How the service authenticates to the OneRoster server. */
    connectionSettings: EducationSynchronizationConnectionSettings;
    /**
     * Name of the OneRoster vendor, as listed by the OneRoster specification.
     * @example Graphic Design SIS
     */
    providerName: string | null;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means all schools in the source. Note the spelling of the property name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds: string[] | null;
    /**
     * Identifiers of the academic sessions to sync, as listed by the source's `/terms`; `null` means all current ones.
     * @example [
     *   "fall-2023",
     *   "spring-2024"
     * ]
     */
    termIds: string[] | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** A OneRoster 1.1 API from which the service reads the roster. No upload is needed. */
export interface EducationOneRosterApiDataProviderInput {
    /**
     * Names the type `educationOneRosterApiDataProvider`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationOneRosterApiDataProvider" | "microsoft.graph.educationOneRosterApiDataProvider";
    /**
     * Format: uri
     *
     * Base URL of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /** How the service authenticates to the OneRoster server. */
    connectionSettings: EducationSynchronizationConnectionSettingsInput;
    /**
     * Name of the OneRoster vendor, as listed by the OneRoster specification.
     * @example Graphic Design SIS
     */
    providerName?: string | null | undefined;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means all schools in the source. Note the spelling of the property name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds?: string[] | null | undefined;
    /**
     * Identifiers of the academic sessions to sync, as listed by the source's `/terms`; `null` means all current ones.
     * @example [
     *   "fall-2023",
     *   "spring-2024"
     * ]
     */
    termIds?: string[] | null | undefined;
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null | undefined;
}

/** A PowerSchool server from which the service reads the roster. No upload is needed. The client secret is not returned. */
export interface EducationPowerSchoolDataProvider {
    /**
     * Names the type `educationPowerSchoolDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationPowerSchoolDataProvider";
    /**
     * Format: uri
     *
     * Base URL of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means all schools in the source. Note the spelling of the property name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds: string[] | null;
    /**
     * School year whose sections and enrollments are read, as PowerSchool names it.
     * @example 2023-2024
     */
    schoolYear: string | null;
    /**
     * Whether the source has one record per school for a teacher who works at several, so that their identifiers must be joined.
     * @example false
     */
    allowTeachersInMultipleSchools: boolean | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** A PowerSchool server from which the service reads the roster. No upload is needed. */
export interface EducationPowerSchoolDataProviderInput {
    /**
     * Names the type `educationPowerSchoolDataProvider`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationPowerSchoolDataProvider" | "microsoft.graph.educationPowerSchoolDataProvider";
    /**
     * Format: uri
     *
     * Base URL of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. Write-only: no response, log or error contains it. If an update omits it, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null | undefined;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means all schools in the source. Note the spelling of the property name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds?: string[] | null | undefined;
    /**
     * School year whose sections and enrollments are read, as PowerSchool names it.
     * @example 2023-2024
     */
    schoolYear?: string | null | undefined;
    /**
     * Whether the source has one record per school for a teacher who works at several, so that their identifiers must be joined.
     * @example false
     */
    allowTeachersInMultipleSchools?: boolean | null | undefined;
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null | undefined;
}

/** How the service authenticates to a OneRoster server. `@odata.type` says which type it is. */
export type EducationSynchronizationConnectionSettings = EducationSynchronizationOAuth1ConnectionSettings | EducationSynchronizationOAuth2ClientCredentialsConnectionSettings;

/** How the service authenticates to a OneRoster server. `@odata.type` says which type it is. */
export type EducationSynchronizationConnectionSettingsInput = EducationSynchronizationOAuth1ConnectionSettingsInput | EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput;

/** Settings for one kind of record: which optional columns to sync, from when, and whether to sync at all. */
export interface EducationSynchronizationCustomization {
    /**
     * Names the type `educationSynchronizationCustomization`.
     * @example #microsoft.graph.educationSynchronizationCustomization
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomization" | undefined;
    /**
     * Optional columns of the source to sync in addition to the required ones; `null` means all. Enrollments and rosters have no optional columns.
     * @example [
     *   "Grade Low",
     *   "Grade High"
     * ]
     */
    optionalPropertiesToSync: string[] | null;
    /**
     * Format: date-time
     *
     * Time from which this kind of record is synced; must be in the future when it is set, and applies to student enrollments only. `null` starts as soon as the profile is ready. The service writes `0001-01-01T00:00:00Z` for "not set".
     * @example 2023-08-21T06:00:00Z
     */
    synchronizationStartDate: string | null;
    /**
     * Whether to skip this kind of record until a later update of the profile enables it.
     * @example false
     */
    isSyncDeferred: boolean | null;
    /**
     * Whether a sync may overwrite a display name that was changed in the directory.
     * @example false
     */
    allowDisplayNameUpdate: boolean | null;
}

/** Settings for one kind of record: which optional columns to sync, from when, and whether to sync at all. */
export interface EducationSynchronizationCustomizationInput {
    /**
     * Names the type `educationSynchronizationCustomization`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationSynchronizationCustomization
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomization" | "microsoft.graph.educationSynchronizationCustomization" | undefined;
    /**
     * Optional columns of the source to sync in addition to the required ones; `null` means all. Enrollments and rosters have no optional columns.
     * @example [
     *   "Grade Low",
     *   "Grade High"
     * ]
     */
    optionalPropertiesToSync?: string[] | null | undefined;
    /**
     * Format: date-time
     *
     * Time from which this kind of record is synced; must be in the future when it is set, and applies to student enrollments only. `null` starts as soon as the profile is ready. The service writes `0001-01-01T00:00:00Z` for "not set".
     * @example 2023-08-21T06:00:00Z
     */
    synchronizationStartDate?: string | null | undefined;
    /**
     * Whether to skip this kind of record until a later update of the profile enables it.
     * @example false
     */
    isSyncDeferred?: boolean | null | undefined;
    /**
     * Whether a sync may overwrite a display name that was changed in the directory.
     * @example false
     */
    allowDisplayNameUpdate?: boolean | null | undefined;
}

/** Settings per kind of record in the source. */
export interface EducationSynchronizationCustomizations {
    /**
     * Names the type `educationSynchronizationCustomizations`.
     * @example #microsoft.graph.educationSynchronizationCustomizations
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomizations" | undefined;
    /** Settings for schools; `null` for the defaults. */
    school: EducationSynchronizationCustomization | null;
    /** Settings for sections (classes); `null` for the defaults. */
    section: EducationSynchronizationCustomization | null;
    /** Settings for students; `null` for the defaults. */
    student: EducationSynchronizationCustomization | null;
    /** Settings for teachers; `null` for the defaults. */
    teacher: EducationSynchronizationCustomization | null;
    /** Settings for enrollments of students in sections; `null` for the defaults. */
    studentEnrollment: EducationSynchronizationCustomization | null;
    /** Settings for assignments of teachers to sections; `null` for the defaults. */
    teacherRoster: EducationSynchronizationCustomization | null;
}

/** Settings per kind of record in the source. */
export interface EducationSynchronizationCustomizationsInput {
    /**
     * Names the type `educationSynchronizationCustomizations`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationSynchronizationCustomizations
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomizations" | "microsoft.graph.educationSynchronizationCustomizations" | undefined;
    /** Settings for schools; `null` for the defaults. */
    school?: EducationSynchronizationCustomizationInput | null | undefined;
    /** Settings for sections (classes); `null` for the defaults. */
    section?: EducationSynchronizationCustomizationInput | null | undefined;
    /** Settings for students; `null` for the defaults. */
    student?: EducationSynchronizationCustomizationInput | null | undefined;
    /** Settings for teachers; `null` for the defaults. */
    teacher?: EducationSynchronizationCustomizationInput | null | undefined;
    /** Settings for enrollments of students in sections; `null` for the defaults. */
    studentEnrollment?: EducationSynchronizationCustomizationInput | null | undefined;
    /** Settings for assignments of teachers to sections; `null` for the defaults. */
    teacherRoster?: EducationSynchronizationCustomizationInput | null | undefined;
}

/** Where the roster data comes from. `@odata.type` says which type it is and determines the other properties. */
export type EducationSynchronizationDataProvider = EducationCsvDataProvider | EducationPowerSchoolDataProvider | EducationOneRosterApiDataProvider | EducationSynchronizationDataProviderBase;

/** The base type of every data provider, as an instance: it leaves open what the source is. The metadata calls the type abstract, but the documented request uses it. */
export interface EducationSynchronizationDataProviderBase {
    /**
     * Names the type `educationSynchronizationDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider";
}

/** The base type of every data provider, as an instance: it leaves open what the source is. The metadata calls the type abstract, but the documented request uses it. */
export interface EducationSynchronizationDataProviderBaseInput {
    /**
     * Names the type `educationSynchronizationDataProvider`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider" | "microsoft.graph.educationSynchronizationDataProvider";
}

/** Where the roster data comes from. `@odata.type` says which type it is and determines the other properties. */
export type EducationSynchronizationDataProviderInput = EducationCsvDataProviderInput | EducationPowerSchoolDataProviderInput | EducationOneRosterApiDataProviderInput | EducationSynchronizationDataProviderBaseInput;

/** One record that could not be synced, and why. */
export interface EducationSynchronizationError {
    /**
     * Names the type `educationSynchronizationError`.
     * @example #microsoft.graph.educationSynchronizationError
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationError" | undefined;
    /**
     * Key of the error, assigned by the service. Opaque.
     * @example 1F6A3C52-7B0E-4D18-9A4C-52E0B7D81C36
     */
    id: string;
    /**
     * Kind of record, such as `School`, `Section`, `Student` or `Teacher`. Compare case-insensitively.
     * @example Student
     */
    entryType: string | null;
    /**
     * Code of the error, such as `UnsynchronizableChange`, `DuplicateTargetEntries` or `AzureActiveDirectoryInvalidLicense`. Open-ended.
     * @example UnsynchronizableChange
     */
    errorCode: string | null;
    /**
     * Explanation for the administrator.
     * @example No account matches this record. Check how the profile matches accounts.
     */
    errorMessage: string | null;
    /**
     * Value that was to match the record with the directory.
     * @example aoliveira@students.fabrikam.edu
     */
    joiningValue: string | null;
    /**
     * Format: date-time
     *
     * When the error was found, in UTC.
     * @example 2023-08-14T11:01:12.4410593Z
     */
    recordedDateTime: string | null;
    /**
     * Human-readable name of the record, such as its user name.
     * @example aoliveira
     */
    reportableIdentifier: string | null;
}

/** One page of errors. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationErrorCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles('86904b1e-c7d0-4ead-b13a-98f11fc400ee')/errors
     */
    "@odata.context"?: string | undefined;
    /**
     * Format: int32
     *
     * Total number of items on all pages; present if the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number | undefined;
    /**
     * Format: uri
     *
     * URL of the next page; absent on the last page. Opaque: follow it unchanged, and don't parse it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles/86904b1e-c7d0-4ead-b13a-98f11fc400ee/errors?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string | undefined;
    /** The errors of this page. */
    value: EducationSynchronizationError[];
}

/** Licenses for one role. They apply to accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignment {
    /**
     * Names the type `educationSynchronizationLicenseAssignment`.
     * @example #microsoft.graph.educationSynchronizationLicenseAssignment
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationLicenseAssignment" | undefined;
    /** Role that gets the licenses; `null` if not specified. */
    appliesTo?: EducationUserRole | null | undefined;
    /**
     * GUIDs of the product SKUs to assign (the `skuId` of a `subscribedSku`, not its part number such as `STANDARDWOFFPACK_STUDENT`).
     * @example [
     *   "314c4481-f395-4525-be8b-2ec4bb1e9d91"
     * ]
     */
    skuIds?: string[] | null | undefined;
}

/** Licenses for one role. They apply to accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignmentInput {
    /**
     * Names the type `educationSynchronizationLicenseAssignment`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationSynchronizationLicenseAssignment
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationLicenseAssignment" | "microsoft.graph.educationSynchronizationLicenseAssignment" | undefined;
    /** Role that gets the licenses; `null` if not specified. */
    appliesTo?: EducationUserRoleInput | null | undefined;
    /**
     * GUIDs of the product SKUs to assign (the `skuId` of a `subscribedSku`, not its part number such as `STANDARDWOFFPACK_STUDENT`).
     * @example [
     *   "314c4481-f395-4525-be8b-2ec4bb1e9d91"
     * ]
     */
    skuIds?: string[] | null | undefined;
}

/** Requests to the source are signed with OAuth 1.0a. The client secret is not returned. */
export interface EducationSynchronizationOAuth1ConnectionSettings {
    /**
     * Names the type `educationSynchronizationOAuth1ConnectionSettings`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth1ConnectionSettings";
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
}

/** Requests to the source are signed with OAuth 1.0a. */
export interface EducationSynchronizationOAuth1ConnectionSettingsInput {
    /**
     * Names the type `educationSynchronizationOAuth1ConnectionSettings`; the leading `#` may be omitted.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth1ConnectionSettings" | "microsoft.graph.educationSynchronizationOAuth1ConnectionSettings";
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. Write-only: no response, log or error contains it. If an update omits it, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null | undefined;
}

/** Requests to the source carry a token that the service gets through the OAuth 2.0 client credentials grant. The client secret is not returned. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettings {
    /**
     * Names the type `educationSynchronizationOAuth2ClientCredentialsConnectionSettings`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings";
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Format: uri
     *
     * URL of the token endpoint of the source's authorization server (OAuth 2.0).
     * @example https://oneroster.graphicdesigninstitute.example/token
     */
    tokenUrl: string;
    /**
     * Scopes to request from the authorization server, separated by spaces as in RFC 6749, section 3.3.
     * @example https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly
     */
    scope: string | null;
}

/** Requests to the source carry a token that the service gets through the OAuth 2.0 client credentials grant. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput {
    /**
     * Names the type `educationSynchronizationOAuth2ClientCredentialsConnectionSettings`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings" | "microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings";
    /**
     * Client identifier issued by the student information system.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. Write-only: no response, log or error contains it. If an update omits it, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null | undefined;
    /**
     * Format: uri
     *
     * URL of the token endpoint of the source's authorization server (OAuth 2.0).
     * @example https://oneroster.graphicdesigninstitute.example/token
     */
    tokenUrl: string;
    /**
     * Scopes to request from the authorization server, separated by spaces as in RFC 6749, section 3.3.
     * @example https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly
     */
    scope?: string | null | undefined;
}

/** Syncs one source of roster data to the tenant's directory: where the data comes from, how people are mapped to accounts, and which licenses they get. */
export interface EducationSynchronizationProfile {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string | undefined;
    /**
     * Names the type `educationSynchronizationProfile`.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | undefined;
    /**
     * Key of the profile, assigned by the service. Opaque: current keys look like lower-case GUIDs, but don't depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /**
     * Name by which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName: string;
    /** Where the roster data comes from. */
    dataProvider: EducationSynchronizationDataProvider;
    /** How people in the source are mapped to accounts in the directory. */
    identitySynchronizationConfiguration: EducationIdentitySynchronizationConfiguration;
    /** Licenses for the accounts that a sync creates, per role. May be empty; has no effect where accounts are matched. */
    licensesToAssign: EducationSynchronizationLicenseAssignment[];
    /** Whether the profile is set up or being deleted. */
    state: EducationSynchronizationProfileState;
    /**
     * Whether the service replaces characters that the directory rejects (in a section's mail nickname, for example) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint: boolean;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`, in UTC. At most 18 months after the profile was created; `null` lets the service choose.
     * @example 2024-06-30
     */
    expirationDate?: string | null | undefined;
}

/** One page of profiles. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationProfileCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles
     */
    "@odata.context"?: string | undefined;
    /**
     * Format: int32
     *
     * Total number of items on all pages; present if the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number | undefined;
    /**
     * Format: uri
     *
     * URL of the next page; absent on the last page. Opaque: follow it unchanged, and don't parse it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string | undefined;
    /** The profiles of this page. */
    value: EducationSynchronizationProfileListItem[];
}

/** A new profile. A profile that was read from the service may be posted back unchanged: `id`, `state` and `@odata.context` are accepted, ignored, and replaced by the service. */
export interface EducationSynchronizationProfileCreate {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string | undefined;
    /**
     * Names the type `educationSynchronizationProfile`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | "microsoft.graph.educationSynchronizationProfile" | undefined;
    /**
     * Accepted and ignored; the service assigns the id.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id?: string | undefined;
    /**
     * Name by which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName: string;
    /** Where the roster data comes from. */
    dataProvider: EducationSynchronizationDataProviderInput;
    /** How people in the source are mapped to accounts in the directory. */
    identitySynchronizationConfiguration: EducationIdentitySynchronizationConfigurationInput;
    /** Licenses for the accounts that a sync creates, per role. May be empty; has no effect where accounts are matched. Required in a create by the documentation page; some published requests leave it out: the mock reads that as an empty list, other validators refuse it. `null` means an empty list. */
    licensesToAssign: EducationSynchronizationLicenseAssignmentInput[] | null;
    /** Accepted and ignored; only the service sets the state. */
    state?: EducationSynchronizationProfileState | undefined;
    /**
     * Whether the service replaces characters that the directory rejects (in a section's mail nickname, for example) instead of reporting the record as an error. Required in a create by the documentation page; requests published later leave it out: the mock reads that as `false`, other validators refuse it. `null` means `false`.
     * @example true
     */
    handleSpecialCharacterConstraint: boolean | null;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`, in UTC. At most 18 months after the profile was created; `null` lets the service choose.
     * @example 2024-06-30
     */
    expirationDate?: string | null | undefined;
}

/** A profile in a list: complete, or reduced to the properties in `$select`. `id` is always present. */
export interface EducationSynchronizationProfileListItem {
    /**
     * Names the type `educationSynchronizationProfile`.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | undefined;
    /**
     * Key of the profile, assigned by the service. Opaque: current keys look like lower-case GUIDs, but don't depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /**
     * Name by which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName?: string | undefined;
    /** Where the roster data comes from. */
    dataProvider?: EducationSynchronizationDataProvider | undefined;
    /** How people in the source are mapped to accounts in the directory. */
    identitySynchronizationConfiguration?: EducationIdentitySynchronizationConfiguration | undefined;
    /** Licenses for the accounts that a sync creates, per role. May be empty; has no effect where accounts are matched. */
    licensesToAssign?: EducationSynchronizationLicenseAssignment[] | undefined;
    /** Whether the profile is set up or being deleted. */
    state?: EducationSynchronizationProfileState | undefined;
    /**
     * Whether the service replaces characters that the directory rejects (in a section's mail nickname, for example) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint?: boolean | undefined;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`, in UTC. At most 18 months after the profile was created; `null` lets the service choose.
     * @example 2024-06-30
     */
    expirationDate?: string | null | undefined;
}

/**
 * Whether the profile is set up or being deleted. Only the service sets it:
 *
 * - `provisioning`: accepted, being set up. Every new profile starts here.
 * - `provisioned`: ready. A PowerSchool or OneRoster profile starts syncing by itself, a CSV profile waits for files.
 * - `provisioningFailed`: could not be set up.
 * - `deleting`: being deleted; afterwards the profile returns 404.
 * - `deletionFailed`: could not be deleted.
 * - `unknownFutureValue`: a state that was added after this contract was written. Handle it.
 * @example provisioning
 */
export type EducationSynchronizationProfileState = "deleting" | "deletionFailed" | "provisioningFailed" | "provisioned" | "provisioning" | "unknownFutureValue";

/** Status of a profile's latest sync. Syncing is asynchronous, so the values may lag. */
export interface EducationSynchronizationProfileStatus {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles('86904b1e-c7d0-4ead-b13a-98f11fc400ee')/profileStatus/$entity
     */
    "@odata.context"?: string | undefined;
    /**
     * Names the type `educationSynchronizationProfileStatus`.
     * @example #microsoft.graph.educationSynchronizationProfileStatus
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfileStatus" | undefined;
    /**
     * Key of the profile, assigned by the service. Opaque: current keys look like lower-case GUIDs, but don't depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /** Status of the latest sync; `null` before the first one. */
    status: EducationSynchronizationStatus | null;
    /**
     * Format: date-time
     *
     * When a sync last succeeded, in UTC; `null` before the first time.
     * @example 2023-08-14T11:02:46.7234721Z
     */
    lastSynchronizationDateTime: string | null;
    /**
     * Format: date-time
     *
     * When the profile last changed, in UTC; `null` before the first change.
     * @example 2023-08-14T11:02:51.3048815Z
     */
    lastActivityDateTime: string | null;
    /**
     * Format: int64
     *
     * Number of errors in the latest sync so far.
     * @example 2
     */
    errorCount: number;
    /**
     * Human-readable description of the current stage. May be empty.
     * @example Synchronization completed with 2 errors.
     */
    statusMessage: string;
}

/** The properties to change; the others stay as they are. A nested object or a list is replaced as a whole. As in a create, `id`, `state` and `@odata.context` are accepted and ignored. */
export interface EducationSynchronizationProfileUpdate {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string | undefined;
    /**
     * Names the type `educationSynchronizationProfile`; the leading `#` may be omitted.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | "microsoft.graph.educationSynchronizationProfile" | undefined;
    /**
     * Accepted and ignored; a profile keeps the id assigned by the service.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id?: string | undefined;
    /**
     * Name by which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName?: string | undefined;
    /** Where the roster data comes from. */
    dataProvider?: EducationSynchronizationDataProviderInput | undefined;
    /** How people in the source are mapped to accounts in the directory. */
    identitySynchronizationConfiguration?: EducationIdentitySynchronizationConfigurationInput | undefined;
    /** Licenses for the accounts that a sync creates, per role. May be empty; has no effect where accounts are matched. Required in a create by the documentation page; some published requests leave it out: the mock reads that as an empty list, other validators refuse it. `null` means an empty list. */
    licensesToAssign?: EducationSynchronizationLicenseAssignmentInput[] | null | undefined;
    /** Accepted and ignored; only the service sets the state. */
    state?: EducationSynchronizationProfileState | undefined;
    /**
     * Whether the service replaces characters that the directory rejects (in a section's mail nickname, for example) instead of reporting the record as an error. Required in a create by the documentation page; requests published later leave it out: the mock reads that as `false`, other validators refuse it. `null` means `false`.
     * @example true
     */
    handleSpecialCharacterConstraint?: boolean | null | undefined;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`, in UTC. At most 18 months after the profile was created; `null` lets the service choose.
     * @example 2024-06-30
     */
    expirationDate?: string | null | undefined;
}

/**
 * Status of the latest sync:
 *
 * - `inProgress`: running.
 * - `success`: finished; individual records may have failed.
 * - `error`: failed; read the errors.
 * - `validationError`: stopped by the service itself, because the data looks wrong. Look at the errors, then resume to
 *   go on in spite of them, or send better data.
 * - `paused`: stopped by a pause.
 * - `quarantined`: failed repeatedly, and is now retried only occasionally; read the errors.
 * - `extracting`, `validating`: early stages. They come only to a request with `Prefer: include-unknown-enum-members`,
 *   and as `unknownFutureValue` to any other.
 * - `unknownFutureValue`: a stage that needs that header, or one added after this contract was written.
 * @example success
 */
export type EducationSynchronizationStatus = "paused" | "inProgress" | "success" | "error" | "validationError" | "quarantined" | "unknownFutureValue" | "extracting" | "validating";

/**
 * Role of a person at a school: `student`, `teacher`, `faculty` (staff including teachers), or `none`.
 * `unknownFutureValue` stands for a role that was added later than this contract; it is read, never sent.
 * @example student
 */
export type EducationUserRole = "student" | "teacher" | "none" | "unknownFutureValue" | "faculty";

/**
 * Role of a person at a school, in a request: `student`, `teacher`, `faculty` (staff including teachers), or `none`. The sentinel `unknownFutureValue` is rejected, as everywhere in Graph.
 * @example student
 */
export type EducationUserRoleInput = "student" | "teacher" | "none" | "faculty";

/** One of several errors in a request. */
export interface ErrorDetails {
    /**
     * Code of the error, to branch on. Open-ended and spelled inconsistently across Graph: expect codes that this contract doesn't list.
     * @example BadRequest
     */
    code: string;
    /**
     * Explanation for the developer. The wording may change; don't parse it.
     * @example The request body does not match educationSynchronizationProfile.
     */
    message: string;
    /**
     * What the error is about, usually the path of a property.
     * @example dataProvider
     */
    target?: string | undefined;
}

/** What support needs to investigate an error. */
export interface InnerError {
    /**
     * Time of the response in UTC; the service writes it without a zone designator.
     * @example 2023-08-14T09:30:00
     */
    date: string;
    /**
     * Format: uuid
     *
     * GUID that the service assigned to this request. Quote it to support.
     * @example 2f7e3d14-8a0b-4f2e-9d61-5b1c0e7a9f43
     */
    "request-id": string;
    /**
     * Format: uuid
     *
     * GUID that the caller sent in the `client-request-id` header, or the request id if the caller sent none.
     * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
     */
    "client-request-id": string;
}

/** What went wrong, for programs (`code`) and for developers (`message`). */
export interface MainError {
    /**
     * Code of the error, to branch on. Open-ended and spelled inconsistently across Graph: expect codes that this contract doesn't list.
     * @example BadRequest
     */
    code: string;
    /**
     * Explanation for the developer. The wording may change; don't parse it.
     * @example The request body does not match educationSynchronizationProfile.
     */
    message: string;
    /**
     * What the error is about, usually the path of a property.
     * @example dataProvider
     */
    target?: string | undefined;
    /** The individual errors, if a request has several. */
    details?: ErrorDetails[] | undefined;
    /** When it happened, in which request. */
    innerError: InnerError;
}

/** The envelope of every error. The one exception is a start that finds faulty files: it returns messages about them. */
export interface ODataError {
    /** The error itself. */
    error: MainError;
}

/** Why nothing was started: the error envelope if the request is invalid, verification messages if the files are. */
export type StartFailure = ODataError | EducationFileSynchronizationVerificationMessageCollectionResponse;

/** Where the CSV files of a profile go. */
export interface UploadUrlResponse {
    /**
     * Format: uri
     *
     * OData context of the response. Clients may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#String
     */
    "@odata.context"?: string | undefined;
    /**
     * Format: uri
     *
     * URL of an Azure Blob Storage container, with a signature that allows writing for one hour. Put each file at this URL with `/` and the file's name appended to the path. It is a credential: don't log it, and don't send the Graph token there.
     * @example https://sdsstorage.blob.example/86904b1e-c7d0-4ead-b13a-98f11fc400ee?sv=2015-07-08&sr=c&si=SharedAccessPolicy_20230814093000&sig=bm90LWEtcmVhbC1zaWduYXR1cmU%3D&se=2023-08-14T10%3A30%3A00Z&sp=w
     */
    value: string;
}
