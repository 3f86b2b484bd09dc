// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.

/** Roster data in CSV files that a client uploads and then starts a sync of. */
export interface EducationCsvDataProvider {
    /**
     * Names the type `educationCsvDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationCsvDataProvider";
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** Roster data in CSV files that a client uploads and then starts a sync of. */
export interface EducationCsvDataProviderInput {
    /**
     * Names the type `educationCsvDataProvider`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationCsvDataProvider" | "microsoft.graph.educationCsvDataProvider";
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null;
}

/** What the service found when it checked one of the uploaded files. */
export interface EducationFileSynchronizationVerificationMessage {
    /**
     * Names the type `educationFileSynchronizationVerificationMessage`.
     * @example #microsoft.graph.educationFileSynchronizationVerificationMessage
     */
    "@odata.type"?: "#microsoft.graph.educationFileSynchronizationVerificationMessage";
    /**
     * How grave it is: `Error` keeps the sync from starting, `Warning` and `Information` don't. Compare without regard to case; the service has spelled it both ways.
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
     * @example 2 rows repeat a value of the column 'SIS ID', which has to be unique.
     */
    description: string | null;
}

/** What the service found in the uploaded files; empty when there is nothing to say. */
export interface EducationFileSynchronizationVerificationMessageCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)
     */
    "@odata.context"?: string;
    /**
     * Format: int32
     *
     * Number of items on all pages together; there when the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number;
    /**
     * Format: uri
     *
     * Address of the next page; absent on the last one. Opaque: follow it as it is, and take nothing out of it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string;
    /** The messages, file by file. */
    value: EducationFileSynchronizationVerificationMessage[];
}

/** A sync creates the accounts that are missing. Not for a tenant whose accounts come from an on-premises directory: match there. */
export interface EducationIdentityCreationConfiguration {
    /**
     * Names the type `educationIdentityCreationConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration";
    /** The domain of new user names, for each role. */
    userDomains: EducationIdentityDomain[];
}

/** A sync creates the accounts that are missing. Not for a tenant whose accounts come from an on-premises directory: match there. */
export interface EducationIdentityCreationConfigurationInput {
    /**
     * Names the type `educationIdentityCreationConfiguration`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration" | "microsoft.graph.educationIdentityCreationConfiguration";
    /** The domain of new user names, for each role. */
    userDomains: EducationIdentityDomainInput[];
}

/** Domain that ends the user names of one role. */
export interface EducationIdentityDomain {
    /**
     * Names the type `educationIdentityDomain`.
     * @example #microsoft.graph.educationIdentityDomain
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityDomain";
    /** Role whose user names end in this domain. */
    appliesTo: EducationUserRole;
    /**
     * Verified domain of the tenant that ends the user names of this role, without the `@`.
     * @example fabrikam.edu
     */
    name: string;
}

/** Domain that ends the user names of one role. */
export interface EducationIdentityDomainInput {
    /**
     * Names the type `educationIdentityDomain`; the leading `#` may be left out.
     * @example #microsoft.graph.educationIdentityDomain
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityDomain" | "microsoft.graph.educationIdentityDomain";
    /** Role whose user names end in this domain. */
    appliesTo: EducationUserRoleInput;
    /**
     * Verified domain of the tenant that ends the user names of this role, without the `@`.
     * @example fabrikam.edu
     */
    name: string;
}

/** A sync finds the accounts that exist and updates them; it never creates one. */
export interface EducationIdentityMatchingConfiguration {
    /**
     * Names the type `educationIdentityMatchingConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration";
    /** How a record of each role finds its account. */
    matchingOptions: EducationIdentityMatchingOptions[];
}

/** A sync finds the accounts that exist and updates them; it never creates one. */
export interface EducationIdentityMatchingConfigurationInput {
    /**
     * Names the type `educationIdentityMatchingConfiguration`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration" | "microsoft.graph.educationIdentityMatchingConfiguration";
    /** How a record of each role finds its account. */
    matchingOptions: EducationIdentityMatchingOptionsInput[];
}

/** How the records of one role find their accounts: this column of the source, compared with that property of the directory. */
export interface EducationIdentityMatchingOptions {
    /**
     * Names the type `educationIdentityMatchingOptions`.
     * @example #microsoft.graph.educationIdentityMatchingOptions
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityMatchingOptions";
    /** Role whose records are matched this way. */
    appliesTo: EducationUserRole;
    /**
     * Column of the source whose value identifies a person. Upper and lower case count.
     * @example Username
     */
    sourcePropertyName: string;
    /**
     * Property of the directory user that the source's value is compared with. Upper and lower case count.
     * @example userPrincipalName
     */
    targetPropertyName: string;
    /**
     * Domain that is appended, behind an `@`, to the source's value before it is compared; `null` compares the value as it is.
     * @example bellowscollege.edu
     */
    targetDomain: string | null;
}

/** How the records of one role find their accounts: this column of the source, compared with that property of the directory. */
export interface EducationIdentityMatchingOptionsInput {
    /**
     * Names the type `educationIdentityMatchingOptions`; the leading `#` may be left out.
     * @example #microsoft.graph.educationIdentityMatchingOptions
     */
    "@odata.type"?: "#microsoft.graph.educationIdentityMatchingOptions" | "microsoft.graph.educationIdentityMatchingOptions";
    /** Role whose records are matched this way. */
    appliesTo: EducationUserRoleInput;
    /**
     * Column of the source whose value identifies a person. Upper and lower case count.
     * @example Username
     */
    sourcePropertyName: string;
    /**
     * Property of the directory user that the source's value is compared with. Upper and lower case count.
     * @example userPrincipalName
     */
    targetPropertyName: string;
    /**
     * Domain that is appended, behind an `@`, to the source's value before it is compared; `null` compares the value as it is.
     * @example bellowscollege.edu
     */
    targetDomain?: string | null;
}

/** How people in the source become accounts in the directory: created, or matched with those that exist. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfiguration = EducationIdentityCreationConfiguration | EducationIdentityMatchingConfiguration | EducationIdentitySynchronizationConfigurationBase;

/** The base type of every identity configuration, sent as an instance: it leaves open whether accounts are created or matched. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationIdentitySynchronizationConfigurationBase {
    /**
     * Names the type `educationIdentitySynchronizationConfiguration`.
     */
    "@odata.type": "#microsoft.graph.educationIdentitySynchronizationConfiguration";
}

/** The base type of every identity configuration, sent as an instance: it leaves open whether accounts are created or matched. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationIdentitySynchronizationConfigurationBaseInput {
    /**
     * Names the type `educationIdentitySynchronizationConfiguration`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationIdentitySynchronizationConfiguration" | "microsoft.graph.educationIdentitySynchronizationConfiguration";
}

/** How people in the source become accounts in the directory: created, or matched with those that exist. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfigurationInput = EducationIdentityCreationConfigurationInput | EducationIdentityMatchingConfigurationInput | EducationIdentitySynchronizationConfigurationBaseInput;

/** A OneRoster 1.1 API that the service reads the roster from, without any upload. */
export interface EducationOneRosterApiDataProvider {
    /**
     * Names the type `educationOneRosterApiDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationOneRosterApiDataProvider";
    /**
     * Format: uri
     *
     * Base address of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /** How the service proves itself to the OneRoster server. */
    connectionSettings: EducationSynchronizationConnectionSettings;
    /**
     * Name of the OneRoster vendor, as the OneRoster specification lists it.
     * @example Graphic Design SIS
     */
    providerName: string | null;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means every school that the source offers. Mind the spelling of the property's name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds: string[] | null;
    /**
     * Identifiers of the academic sessions to sync, as the source's `/terms` lists them; `null` means every current one.
     * @example [
     *   "fall-2023",
     *   "spring-2024"
     * ]
     */
    termIds: string[] | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** A OneRoster 1.1 API that the service reads the roster from, without any upload. */
export interface EducationOneRosterApiDataProviderInput {
    /**
     * Names the type `educationOneRosterApiDataProvider`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationOneRosterApiDataProvider" | "microsoft.graph.educationOneRosterApiDataProvider";
    /**
     * Format: uri
     *
     * Base address of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /** How the service proves itself to the OneRoster server. */
    connectionSettings: EducationSynchronizationConnectionSettingsInput;
    /**
     * Name of the OneRoster vendor, as the OneRoster specification lists it.
     * @example Graphic Design SIS
     */
    providerName?: string | null;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means every school that the source offers. Mind the spelling of the property's name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds?: string[] | null;
    /**
     * Identifiers of the academic sessions to sync, as the source's `/terms` lists them; `null` means every current one.
     * @example [
     *   "fall-2023",
     *   "spring-2024"
     * ]
     */
    termIds?: string[] | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null;
}

/** A PowerSchool server that the service reads the roster from, without any upload. The client secret is kept back. */
export interface EducationPowerSchoolDataProvider {
    /**
     * Names the type `educationPowerSchoolDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationPowerSchoolDataProvider";
    /**
     * Format: uri
     *
     * Base address of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means every school that the source offers. Mind the spelling of the property's name.
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
     * Whether the source keeps one record per school for a teacher who works at several, so that their identifiers have to be joined.
     * @example false
     */
    allowTeachersInMultipleSchools: boolean | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations: EducationSynchronizationCustomizations | null;
}

/** A PowerSchool server that the service reads the roster from, without any upload. */
export interface EducationPowerSchoolDataProviderInput {
    /**
     * Names the type `educationPowerSchoolDataProvider`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationPowerSchoolDataProvider" | "microsoft.graph.educationPowerSchoolDataProvider";
    /**
     * Format: uri
     *
     * Base address of the student information system's server, without the path of a resource.
     * @example https://sis.litware.example/ws
     */
    connectionUrl: string;
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. It goes in and never comes out: no answer, log or error carries it. Left out of an update, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null;
    /**
     * Identifiers, as the source spells them, of the schools to sync; `null` means every school that the source offers. Mind the spelling of the property's name.
     * @example [
     *   "1001",
     *   "1002"
     * ]
     */
    schoolsIds?: string[] | null;
    /**
     * School year whose sections and enrollments are read, as PowerSchool names it.
     * @example 2023-2024
     */
    schoolYear?: string | null;
    /**
     * Whether the source keeps one record per school for a teacher who works at several, so that their identifiers have to be joined.
     * @example false
     */
    allowTeachersInMultipleSchools?: boolean | null;
    /** Settings per kind of record; `null` for the defaults. */
    customizations?: EducationSynchronizationCustomizationsInput | null;
}

/** How the service proves itself to a OneRoster server. `@odata.type` says which of the types it is. */
export type EducationSynchronizationConnectionSettings = EducationSynchronizationOAuth1ConnectionSettings | EducationSynchronizationOAuth2ClientCredentialsConnectionSettings;

/** How the service proves itself to a OneRoster server. `@odata.type` says which of the types it is. */
export type EducationSynchronizationConnectionSettingsInput = EducationSynchronizationOAuth1ConnectionSettingsInput | EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput;

/** Settings for one kind of record: which optional columns, from when, and whether at all. */
export interface EducationSynchronizationCustomization {
    /**
     * Names the type `educationSynchronizationCustomization`.
     * @example #microsoft.graph.educationSynchronizationCustomization
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomization";
    /**
     * Optional columns of the source to sync besides the required ones; `null` means all of them. Enrollments and rosters have no optional columns.
     * @example [
     *   "Grade Low",
     *   "Grade High"
     * ]
     */
    optionalPropertiesToSync: string[] | null;
    /**
     * Format: date-time
     *
     * Moment before which this kind of record is not synced; it has to lie in the future when it is set, and applies to student enrollments only. `null` starts as soon as the profile is ready. The service writes `0001-01-01T00:00:00Z` for "not set".
     * @example 2023-08-21T06:00:00Z
     */
    synchronizationStartDate: string | null;
    /**
     * Whether this kind of record is left out until a later update of the profile asks for it.
     * @example false
     */
    isSyncDeferred: boolean | null;
    /**
     * Whether a sync may overwrite a display name that was changed in the directory since.
     * @example false
     */
    allowDisplayNameUpdate: boolean | null;
}

/** Settings for one kind of record: which optional columns, from when, and whether at all. */
export interface EducationSynchronizationCustomizationInput {
    /**
     * Names the type `educationSynchronizationCustomization`; the leading `#` may be left out.
     * @example #microsoft.graph.educationSynchronizationCustomization
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomization" | "microsoft.graph.educationSynchronizationCustomization";
    /**
     * Optional columns of the source to sync besides the required ones; `null` means all of them. Enrollments and rosters have no optional columns.
     * @example [
     *   "Grade Low",
     *   "Grade High"
     * ]
     */
    optionalPropertiesToSync?: string[] | null;
    /**
     * Format: date-time
     *
     * Moment before which this kind of record is not synced; it has to lie in the future when it is set, and applies to student enrollments only. `null` starts as soon as the profile is ready. The service writes `0001-01-01T00:00:00Z` for "not set".
     * @example 2023-08-21T06:00:00Z
     */
    synchronizationStartDate?: string | null;
    /**
     * Whether this kind of record is left out until a later update of the profile asks for it.
     * @example false
     */
    isSyncDeferred?: boolean | null;
    /**
     * Whether a sync may overwrite a display name that was changed in the directory since.
     * @example false
     */
    allowDisplayNameUpdate?: boolean | null;
}

/** Settings per kind of record that the source holds. */
export interface EducationSynchronizationCustomizations {
    /**
     * Names the type `educationSynchronizationCustomizations`.
     * @example #microsoft.graph.educationSynchronizationCustomizations
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomizations";
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

/** Settings per kind of record that the source holds. */
export interface EducationSynchronizationCustomizationsInput {
    /**
     * Names the type `educationSynchronizationCustomizations`; the leading `#` may be left out.
     * @example #microsoft.graph.educationSynchronizationCustomizations
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationCustomizations" | "microsoft.graph.educationSynchronizationCustomizations";
    /** Settings for schools; `null` for the defaults. */
    school?: EducationSynchronizationCustomizationInput | null;
    /** Settings for sections (classes); `null` for the defaults. */
    section?: EducationSynchronizationCustomizationInput | null;
    /** Settings for students; `null` for the defaults. */
    student?: EducationSynchronizationCustomizationInput | null;
    /** Settings for teachers; `null` for the defaults. */
    teacher?: EducationSynchronizationCustomizationInput | null;
    /** Settings for enrollments of students in sections; `null` for the defaults. */
    studentEnrollment?: EducationSynchronizationCustomizationInput | null;
    /** Settings for assignments of teachers to sections; `null` for the defaults. */
    teacherRoster?: EducationSynchronizationCustomizationInput | null;
}

/** Where the roster data comes from. `@odata.type` says which of the types it is, and the other properties follow from that. */
export type EducationSynchronizationDataProvider = EducationCsvDataProvider | EducationPowerSchoolDataProvider | EducationOneRosterApiDataProvider | EducationSynchronizationDataProviderBase;

/** The base type of every data provider, sent as an instance: it says that there is a source, and not yet which one. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationSynchronizationDataProviderBase {
    /**
     * Names the type `educationSynchronizationDataProvider`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider";
}

/** The base type of every data provider, sent as an instance: it says that there is a source, and not yet which one. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationSynchronizationDataProviderBaseInput {
    /**
     * Names the type `educationSynchronizationDataProvider`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider" | "microsoft.graph.educationSynchronizationDataProvider";
}

/** Where the roster data comes from. `@odata.type` says which of the types it is, and the other properties follow from that. */
export type EducationSynchronizationDataProviderInput = EducationCsvDataProviderInput | EducationPowerSchoolDataProviderInput | EducationOneRosterApiDataProviderInput | EducationSynchronizationDataProviderBaseInput;

/** One record that could not be synced, and why. */
export interface EducationSynchronizationError {
    /**
     * Names the type `educationSynchronizationError`.
     * @example #microsoft.graph.educationSynchronizationError
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationError";
    /**
     * Key of the error, assigned by the service. Opaque.
     * @example 1F6A3C52-7B0E-4D18-9A4C-52E0B7D81C36
     */
    id: string;
    /**
     * Kind of record, such as `School`, `Section`, `Student` or `Teacher`. Compare without regard to case.
     * @example Student
     */
    entryType: string | null;
    /**
     * Short name of the fault, such as `UnsynchronizableChange`, `DuplicateTargetEntries` or `AzureActiveDirectoryInvalidLicense`. Open-ended.
     * @example UnsynchronizableChange
     */
    errorCode: string | null;
    /**
     * Explanation for the administrator.
     * @example No account matches this record. Check how the profile matches accounts.
     */
    errorMessage: string | null;
    /**
     * Value by which the record was to be matched with the directory.
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
     * What people know the record by, such as its user name.
     * @example aoliveira
     */
    reportableIdentifier: string | null;
}

/** One page of errors. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationErrorCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles('86904b1e-c7d0-4ead-b13a-98f11fc400ee')/errors
     */
    "@odata.context"?: string;
    /**
     * Format: int32
     *
     * Number of items on all pages together; there when the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number;
    /**
     * Format: uri
     *
     * Address of the next page; absent on the last one. Opaque: follow it as it is, and take nothing out of it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles/86904b1e-c7d0-4ead-b13a-98f11fc400ee/errors?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string;
    /** The errors of this page. */
    value: EducationSynchronizationError[];
}

/** Licenses that people of one role receive. Counts for the accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignment {
    /**
     * Names the type `educationSynchronizationLicenseAssignment`.
     * @example #microsoft.graph.educationSynchronizationLicenseAssignment
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationLicenseAssignment";
    /** Role that receives the licenses; `null` where it was left open. */
    appliesTo?: EducationUserRole | null;
    /**
     * Product SKUs to assign, by their GUIDs (the `skuId` of a `subscribedSku`, not its part number such as `STANDARDWOFFPACK_STUDENT`).
     * @example [
     *   "314c4481-f395-4525-be8b-2ec4bb1e9d91"
     * ]
     */
    skuIds?: string[] | null;
}

/** Licenses that people of one role receive. Counts for the accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignmentInput {
    /**
     * Names the type `educationSynchronizationLicenseAssignment`; the leading `#` may be left out.
     * @example #microsoft.graph.educationSynchronizationLicenseAssignment
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationLicenseAssignment" | "microsoft.graph.educationSynchronizationLicenseAssignment";
    /** Role that receives the licenses; `null` where it was left open. */
    appliesTo?: EducationUserRoleInput | null;
    /**
     * Product SKUs to assign, by their GUIDs (the `skuId` of a `subscribedSku`, not its part number such as `STANDARDWOFFPACK_STUDENT`).
     * @example [
     *   "314c4481-f395-4525-be8b-2ec4bb1e9d91"
     * ]
     */
    skuIds?: string[] | null;
}

/** Requests to the source are signed with OAuth 1.0a. The client secret is kept back. */
export interface EducationSynchronizationOAuth1ConnectionSettings {
    /**
     * Names the type `educationSynchronizationOAuth1ConnectionSettings`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth1ConnectionSettings";
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
}

/** Requests to the source are signed with OAuth 1.0a. */
export interface EducationSynchronizationOAuth1ConnectionSettingsInput {
    /**
     * Names the type `educationSynchronizationOAuth1ConnectionSettings`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth1ConnectionSettings" | "microsoft.graph.educationSynchronizationOAuth1ConnectionSettings";
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. It goes in and never comes out: no answer, log or error carries it. Left out of an update, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null;
}

/** Requests to the source carry a token that the service fetches by the OAuth 2.0 client credentials grant. The client secret is kept back. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettings {
    /**
     * Names the type `educationSynchronizationOAuth2ClientCredentialsConnectionSettings`.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings";
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Format: uri
     *
     * Address at which the source's authorization server issues OAuth 2.0 tokens.
     * @example https://oneroster.graphicdesigninstitute.example/token
     */
    tokenUrl: string;
    /**
     * Scopes to ask the authorization server for, separated by spaces as in RFC 6749, section 3.3.
     * @example https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly
     */
    scope: string | null;
}

/** Requests to the source carry a token that the service fetches by the OAuth 2.0 client credentials grant. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput {
    /**
     * Names the type `educationSynchronizationOAuth2ClientCredentialsConnectionSettings`; the leading `#` may be left out.
     */
    "@odata.type": "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings" | "microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings";
    /**
     * Identifier that the student information system issued to the sync as its client.
     * @example 7c1b0d5e-sds
     */
    clientId: string;
    /**
     * Secret that belongs to `clientId`. It goes in and never comes out: no answer, log or error carries it. Left out of an update, the stored secret stays in use.
     * @example not-a-real-secret
     */
    clientSecret?: string | null;
    /**
     * Format: uri
     *
     * Address at which the source's authorization server issues OAuth 2.0 tokens.
     * @example https://oneroster.graphicdesigninstitute.example/token
     */
    tokenUrl: string;
    /**
     * Scopes to ask the authorization server for, separated by spaces as in RFC 6749, section 3.3.
     * @example https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly
     */
    scope?: string | null;
}

/** A standing order to sync one source of roster data into the tenant's directory: where the data comes from, how people become accounts, which licenses they receive, and how far the service has come. */
export interface EducationSynchronizationProfile {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string;
    /**
     * Names the type `educationSynchronizationProfile`.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile";
    /**
     * Key of the profile, assigned by the service. Opaque: today's keys look like lower-case GUIDs, but nothing should depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /**
     * Name under which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName: string;
    /** Where the roster data comes from. */
    dataProvider: EducationSynchronizationDataProvider;
    /** How people in the source become accounts in the directory. */
    identitySynchronizationConfiguration: EducationIdentitySynchronizationConfiguration;
    /** Licenses for the accounts that a sync creates, role by role. May be empty; meaningless where accounts are matched. */
    licensesToAssign: EducationSynchronizationLicenseAssignment[];
    /** How far the service has come with the profile. */
    state: EducationSynchronizationProfileState;
    /**
     * Whether the service replaces characters that the directory refuses (in a section's mail nickname, say) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint: boolean;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`. At most 18 months after the profile was created; `null` leaves the choice to the service.
     * @example 2024-06-30
     */
    expirationDate?: string | null;
}

/** One page of profiles. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationProfileCollectionResponse {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles
     */
    "@odata.context"?: string;
    /**
     * Format: int32
     *
     * Number of items on all pages together; there when the request has `$count=true`.
     * @example 6
     */
    "@odata.count"?: number;
    /**
     * Format: uri
     *
     * Address of the next page; absent on the last one. Opaque: follow it as it is, and take nothing out of it.
     * @example https://graph.microsoft.com/beta/education/synchronizationProfiles?$skiptoken=eyJza2lwIjoyfQ
     */
    "@odata.nextLink"?: string;
    /** The profiles of this page. */
    value: EducationSynchronizationProfileListItem[];
}

/** A new profile, as it is sent. A profile that was read from the service may be posted back as it is: `id`, `state` and `@odata.context` are accepted, ignored, and replaced by the service. */
export interface EducationSynchronizationProfileCreate {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string;
    /**
     * Names the type `educationSynchronizationProfile`; the leading `#` may be left out.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | "microsoft.graph.educationSynchronizationProfile";
    /**
     * Accepted and ignored; the service assigns an id of its own.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id?: string;
    /**
     * Name under which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName: string;
    /** Where the roster data comes from. */
    dataProvider: EducationSynchronizationDataProviderInput;
    /** How people in the source become accounts in the directory. */
    identitySynchronizationConfiguration: EducationIdentitySynchronizationConfigurationInput;
    /** Licenses for the accounts that a sync creates, role by role. May be empty; meaningless where accounts are matched. */
    licensesToAssign: EducationSynchronizationLicenseAssignmentInput[];
    /** Accepted and ignored; the service alone moves the state. */
    state?: EducationSynchronizationProfileState;
    /**
     * Whether the service replaces characters that the directory refuses (in a section's mail nickname, say) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint: boolean;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`. At most 18 months after the profile was created; `null` leaves the choice to the service.
     * @example 2024-06-30
     */
    expirationDate?: string | null;
}

/** A profile as a list shows it: whole, or cut down to what `$select` asked for. The `id` always comes. */
export interface EducationSynchronizationProfileListItem {
    /**
     * Names the type `educationSynchronizationProfile`.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile";
    /**
     * Key of the profile, assigned by the service. Opaque: today's keys look like lower-case GUIDs, but nothing should depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /**
     * Name under which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName?: string;
    /** Where the roster data comes from. */
    dataProvider?: EducationSynchronizationDataProvider;
    /** How people in the source become accounts in the directory. */
    identitySynchronizationConfiguration?: EducationIdentitySynchronizationConfiguration;
    /** Licenses for the accounts that a sync creates, role by role. May be empty; meaningless where accounts are matched. */
    licensesToAssign?: EducationSynchronizationLicenseAssignment[];
    /** How far the service has come with the profile. */
    state?: EducationSynchronizationProfileState;
    /**
     * Whether the service replaces characters that the directory refuses (in a section's mail nickname, say) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint?: boolean;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`. At most 18 months after the profile was created; `null` leaves the choice to the service.
     * @example 2024-06-30
     */
    expirationDate?: string | null;
}

/**
 * How far the service has come with setting the profile up or tearing it down. The service alone moves it:
 *
 * - `provisioning`: accepted, being set up. Every new profile begins here.
 * - `provisioned`: ready. A PowerSchool or OneRoster profile starts syncing by itself, a CSV profile waits for files.
 * - `provisioningFailed`: could not be set up.
 * - `deleting`: deletion was accepted and is under way; afterwards the profile answers 404.
 * - `deletionFailed`: could not be deleted.
 * - `unknownFutureValue`: a state that was added later than this contract. Keep a branch for it.
 * @example provisioning
 */
export type EducationSynchronizationProfileState = "deleting" | "deletionFailed" | "provisioningFailed" | "provisioned" | "provisioning" | "unknownFutureValue";

/** How the latest sync of a profile stands. Syncing is asynchronous, so that the values may lag behind. */
export interface EducationSynchronizationProfileStatus {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles('86904b1e-c7d0-4ead-b13a-98f11fc400ee')/profileStatus/$entity
     */
    "@odata.context"?: string;
    /**
     * Names the type `educationSynchronizationProfileStatus`.
     * @example #microsoft.graph.educationSynchronizationProfileStatus
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfileStatus";
    /**
     * Key of the profile, assigned by the service. Opaque: today's keys look like lower-case GUIDs, but nothing should depend on that.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id: string;
    /** How the latest sync stands. */
    status: EducationSynchronizationStatus;
    /**
     * Format: date-time
     *
     * When a sync last came to a good end, in UTC; `null` before the first time.
     * @example 2023-08-14T11:02:46.7234721Z
     */
    lastSynchronizationDateTime: string | null;
    /**
     * Format: date-time
     *
     * When the profile last saw a change, in UTC; `null` before the first one.
     * @example 2023-08-14T11:02:51.3048815Z
     */
    lastActivityDateTime: string | null;
    /**
     * Format: int64
     *
     * Number of errors that the latest sync has collected so far.
     * @example 2
     */
    errorCount: number;
    /**
     * A sentence on the current stage, for people. May be empty.
     * @example Synchronization completed with 2 errors.
     */
    statusMessage: string;
}

/** The properties to change; what is left out stays. A nested object or a list is replaced as a whole. As in a create, `id`, `state` and `@odata.context` are accepted and ignored. */
export interface EducationSynchronizationProfileUpdate {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#education/synchronizationProfiles/$entity
     */
    "@odata.context"?: string;
    /**
     * Names the type `educationSynchronizationProfile`; the leading `#` may be left out.
     * @example #microsoft.graph.educationSynchronizationProfile
     */
    "@odata.type"?: "#microsoft.graph.educationSynchronizationProfile" | "microsoft.graph.educationSynchronizationProfile";
    /**
     * Accepted and ignored; a profile keeps the id that the service gave it.
     * @example a730ff27-ff27-a730-27ff-30a727ff30a7
     */
    id?: string;
    /**
     * Name under which administrators recognize the profile.
     * @example Fabrikam Unified School District
     */
    displayName?: string;
    /** Where the roster data comes from. */
    dataProvider?: EducationSynchronizationDataProviderInput;
    /** How people in the source become accounts in the directory. */
    identitySynchronizationConfiguration?: EducationIdentitySynchronizationConfigurationInput;
    /** Licenses for the accounts that a sync creates, role by role. May be empty; meaningless where accounts are matched. */
    licensesToAssign?: EducationSynchronizationLicenseAssignmentInput[];
    /** Accepted and ignored; the service alone moves the state. */
    state?: EducationSynchronizationProfileState;
    /**
     * Whether the service replaces characters that the directory refuses (in a section's mail nickname, say) instead of reporting the record as an error.
     * @example true
     */
    handleSpecialCharacterConstraint?: boolean;
    /**
     * Format: date
     *
     * Last day on which the profile syncs, as `YYYY-MM-DD`. At most 18 months after the profile was created; `null` leaves the choice to the service.
     * @example 2024-06-30
     */
    expirationDate?: string | null;
}

/**
 * How the latest sync stands:
 *
 * - `inProgress`: under way.
 * - `success`: came to its end; single records may have failed all the same.
 * - `error`: failed; read the errors.
 * - `validationError`: stopped by the service itself, because the data looks wrong. Look at the errors, then resume to go
 *   on in spite of them, or send better data.
 * - `paused`: stopped by a pause.
 * - `quarantined`: failed again and again, and is tried only now and then; read the errors.
 * - `extracting`, `validating`: early stages. They come only to a request with `Prefer: include-unknown-enum-members`,
 *   and as `unknownFutureValue` to any other.
 * - `unknownFutureValue`: a stage that the request did not ask for by that header, or one added later than this contract.
 * @example success
 */
export type EducationSynchronizationStatus = "paused" | "inProgress" | "success" | "error" | "validationError" | "quarantined" | "unknownFutureValue" | "extracting" | "validating";

/**
 * Role of a person at a school: `student`, `teacher`, `faculty` (staff, teachers included), or `none`.
 * `unknownFutureValue` stands for a role that was added later than this contract; it is read, never sent.
 * @example student
 */
export type EducationUserRole = "student" | "teacher" | "none" | "unknownFutureValue" | "faculty";

/**
 * Role of a person at a school, as it may be sent: `student`, `teacher`, `faculty` (staff, teachers included), or `none`. The sentinel `unknownFutureValue` is refused, as everywhere in Graph.
 * @example student
 */
export type EducationUserRoleInput = "student" | "teacher" | "none" | "faculty";

/** One of several faults of a request. */
export interface ErrorDetails {
    /**
     * Short name of the fault, to branch on. Open-ended and not spelled alike across Graph: expect codes that this contract doesn't list.
     * @example BadRequest
     */
    code: string;
    /**
     * Explanation for the developer. Its wording may change; don't parse it.
     * @example The request body does not match educationSynchronizationProfile.
     */
    message: string;
    /**
     * What the fault is about, usually the path of a property.
     * @example dataProvider
     */
    target?: string;
}

/** What the service's support asks for when an error is reported. */
export interface InnerError {
    /**
     * When the service answered, in UTC; the service writes it without a zone designator.
     * @example 2023-08-14T09:30:00
     */
    date: string;
    /**
     * Format: uuid
     *
     * GUID that the service gave to this request. Quote it when you ask for support.
     * @example 2f7e3d14-8a0b-4f2e-9d61-5b1c0e7a9f43
     */
    "request-id": string;
    /**
     * Format: uuid
     *
     * GUID that the caller gave to the call in its `client-request-id` header, or the service's own request id where the caller gave none.
     * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
     */
    "client-request-id": string;
}

/** What went wrong, for programs (`code`) and for developers (`message`). */
export interface MainError {
    /**
     * Short name of the fault, to branch on. Open-ended and not spelled alike across Graph: expect codes that this contract doesn't list.
     * @example BadRequest
     */
    code: string;
    /**
     * Explanation for the developer. Its wording may change; don't parse it.
     * @example The request body does not match educationSynchronizationProfile.
     */
    message: string;
    /**
     * What the fault is about, usually the path of a property.
     * @example dataProvider
     */
    target?: string;
    /** The single faults, where one request had several. */
    details?: ErrorDetails[];
    /** When it happened, and to which request. */
    innerError: InnerError;
}

/** The envelope in which errors come. Only a start can be refused in another way: with messages about its files. */
export interface ODataError {
    /** The error itself. */
    error: MainError;
}

/** Why nothing was started: the error envelope where the request itself is at fault, the verification messages where the files are. */
export type StartFailure = ODataError | EducationFileSynchronizationVerificationMessageCollectionResponse;

/** Where the CSV files of a profile go. */
export interface UploadUrlResponse {
    /**
     * Format: uri
     *
     * OData context of the answer. The service writes it; a client may ignore it, and the service ignores it when a client posts it back.
     * @example https://graph.microsoft.com/beta/$metadata#String
     */
    "@odata.context"?: string;
    /**
     * Format: uri
     *
     * Address of an Azure Blob Storage container, with a signature that allows writing for one hour. Put each file at this address with `/` and the file's name added to its path. It is a credential: don't log it, and don't send the Graph token there.
     * @example https://sdsstorage.blob.example/86904b1e-c7d0-4ead-b13a-98f11fc400ee?sv=2015-07-08&sr=c&si=SharedAccessPolicy_20230814093000&sig=bm90LWEtcmVhbC1zaWduYXR1cmU%3D&se=2023-08-14T10%3A30%3A00Z&sp=w
     */
    value: string;
}
