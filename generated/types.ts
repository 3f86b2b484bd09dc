// Generated from the contract by src/pipeline/namedTypes.ts; do not edit.
import type { components } from "./openapi.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** Roster data in CSV files that a client uploads and then starts a sync of. */
export interface EducationCsvDataProvider extends Schema<"educationCsvDataProvider"> {}

/** Roster data in CSV files that a client uploads and then starts a sync of. */
export interface EducationCsvDataProviderInput extends Schema<"educationCsvDataProviderInput"> {}

/** What the service found when it checked one of the uploaded files. */
export interface EducationFileSynchronizationVerificationMessage extends Schema<"educationFileSynchronizationVerificationMessage"> {}

/** What the service found in the uploaded files; empty when there is nothing to say. */
export interface EducationFileSynchronizationVerificationMessageCollectionResponse extends Schema<"educationFileSynchronizationVerificationMessageCollectionResponse"> {}

/** A sync creates the accounts that are missing. Not for a tenant whose accounts come from an on-premises directory: match there. */
export interface EducationIdentityCreationConfiguration extends Schema<"educationIdentityCreationConfiguration"> {}

/** A sync creates the accounts that are missing. Not for a tenant whose accounts come from an on-premises directory: match there. */
export interface EducationIdentityCreationConfigurationInput extends Schema<"educationIdentityCreationConfigurationInput"> {}

/** Domain that ends the user names of one role. */
export interface EducationIdentityDomain extends Schema<"educationIdentityDomain"> {}

/** Domain that ends the user names of one role. */
export interface EducationIdentityDomainInput extends Schema<"educationIdentityDomainInput"> {}

/** A sync finds the accounts that exist and updates them; it never creates one. */
export interface EducationIdentityMatchingConfiguration extends Schema<"educationIdentityMatchingConfiguration"> {}

/** A sync finds the accounts that exist and updates them; it never creates one. */
export interface EducationIdentityMatchingConfigurationInput extends Schema<"educationIdentityMatchingConfigurationInput"> {}

/** How the records of one role find their accounts: this column of the source, compared with that property of the directory. */
export interface EducationIdentityMatchingOptions extends Schema<"educationIdentityMatchingOptions"> {}

/** How the records of one role find their accounts: this column of the source, compared with that property of the directory. */
export interface EducationIdentityMatchingOptionsInput extends Schema<"educationIdentityMatchingOptionsInput"> {}

/** How people in the source become accounts in the directory: created, or matched with those that exist. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfiguration = EducationIdentityCreationConfiguration | EducationIdentityMatchingConfiguration | EducationIdentitySynchronizationConfigurationBase;

/** The base type of every identity configuration, sent as an instance: it leaves open whether accounts are created or matched. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationIdentitySynchronizationConfigurationBase extends Schema<"educationIdentitySynchronizationConfigurationBase"> {}

/** The base type of every identity configuration, sent as an instance: it leaves open whether accounts are created or matched. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationIdentitySynchronizationConfigurationBaseInput extends Schema<"educationIdentitySynchronizationConfigurationBaseInput"> {}

/** How people in the source become accounts in the directory: created, or matched with those that exist. `@odata.type` says which. */
export type EducationIdentitySynchronizationConfigurationInput = EducationIdentityCreationConfigurationInput | EducationIdentityMatchingConfigurationInput | EducationIdentitySynchronizationConfigurationBaseInput;

/** A OneRoster 1.1 API that the service reads the roster from, without any upload. */
export interface EducationOneRosterApiDataProvider extends Schema<"educationOneRosterApiDataProvider"> {}

/** A OneRoster 1.1 API that the service reads the roster from, without any upload. */
export interface EducationOneRosterApiDataProviderInput extends Schema<"educationOneRosterApiDataProviderInput"> {}

/** A PowerSchool server that the service reads the roster from, without any upload. The client secret is kept back. */
export interface EducationPowerSchoolDataProvider extends Schema<"educationPowerSchoolDataProvider"> {}

/** A PowerSchool server that the service reads the roster from, without any upload. */
export interface EducationPowerSchoolDataProviderInput extends Schema<"educationPowerSchoolDataProviderInput"> {}

/** How the service proves itself to a OneRoster server. `@odata.type` says which of the types it is. */
export type EducationSynchronizationConnectionSettings = EducationSynchronizationOAuth1ConnectionSettings | EducationSynchronizationOAuth2ClientCredentialsConnectionSettings;

/** How the service proves itself to a OneRoster server. `@odata.type` says which of the types it is. */
export type EducationSynchronizationConnectionSettingsInput = EducationSynchronizationOAuth1ConnectionSettingsInput | EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput;

/** Settings for one kind of record: which optional columns, from when, and whether at all. */
export interface EducationSynchronizationCustomization extends Schema<"educationSynchronizationCustomization"> {}

/** Settings for one kind of record: which optional columns, from when, and whether at all. */
export interface EducationSynchronizationCustomizationInput extends Schema<"educationSynchronizationCustomizationInput"> {}

/** Settings per kind of record that the source holds. */
export interface EducationSynchronizationCustomizations extends Schema<"educationSynchronizationCustomizations"> {}

/** Settings per kind of record that the source holds. */
export interface EducationSynchronizationCustomizationsInput extends Schema<"educationSynchronizationCustomizationsInput"> {}

/** Where the roster data comes from. `@odata.type` says which of the types it is, and the other properties follow from that. */
export type EducationSynchronizationDataProvider = EducationCsvDataProvider | EducationPowerSchoolDataProvider | EducationOneRosterApiDataProvider | EducationSynchronizationDataProviderBase;

/** The base type of every data provider, sent as an instance: it says that there is a source, and not yet which one. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationSynchronizationDataProviderBase extends Schema<"educationSynchronizationDataProviderBase"> {}

/** The base type of every data provider, sent as an instance: it says that there is a source, and not yet which one. The service's metadata calls the type abstract; the documented request names it all the same. */
export interface EducationSynchronizationDataProviderBaseInput extends Schema<"educationSynchronizationDataProviderBaseInput"> {}

/** Where the roster data comes from. `@odata.type` says which of the types it is, and the other properties follow from that. */
export type EducationSynchronizationDataProviderInput = EducationCsvDataProviderInput | EducationPowerSchoolDataProviderInput | EducationOneRosterApiDataProviderInput | EducationSynchronizationDataProviderBaseInput;

/** One record that could not be synced, and why. */
export interface EducationSynchronizationError extends Schema<"educationSynchronizationError"> {}

/** One page of errors. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationErrorCollectionResponse extends Schema<"educationSynchronizationErrorCollectionResponse"> {}

/** Licenses that people of one role receive. Counts for the accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignment extends Schema<"educationSynchronizationLicenseAssignment"> {}

/** Licenses that people of one role receive. Counts for the accounts that a sync creates. */
export interface EducationSynchronizationLicenseAssignmentInput extends Schema<"educationSynchronizationLicenseAssignmentInput"> {}

/** Requests to the source are signed with OAuth 1.0a. The client secret is kept back. */
export interface EducationSynchronizationOAuth1ConnectionSettings extends Schema<"educationSynchronizationOAuth1ConnectionSettings"> {}

/** Requests to the source are signed with OAuth 1.0a. */
export interface EducationSynchronizationOAuth1ConnectionSettingsInput extends Schema<"educationSynchronizationOAuth1ConnectionSettingsInput"> {}

/** Requests to the source carry a token that the service fetches by the OAuth 2.0 client credentials grant. The client secret is kept back. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettings extends Schema<"educationSynchronizationOAuth2ClientCredentialsConnectionSettings"> {}

/** Requests to the source carry a token that the service fetches by the OAuth 2.0 client credentials grant. */
export interface EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput extends Schema<"educationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput"> {}

/** A standing order to sync one source of roster data into the tenant's directory: where the data comes from, how people become accounts, which licenses they receive, and how far the service has come. */
export interface EducationSynchronizationProfile extends Schema<"educationSynchronizationProfile"> {}

/** One page of profiles. Follow `@odata.nextLink` until it is absent. */
export interface EducationSynchronizationProfileCollectionResponse extends Schema<"educationSynchronizationProfileCollectionResponse"> {}

/** A new profile, as it is sent. A profile that was read from the service may be posted back as it is: `id`, `state` and `@odata.context` are accepted, ignored, and replaced by the service. */
export interface EducationSynchronizationProfileCreate extends Schema<"educationSynchronizationProfileCreate"> {}

/** A profile as a list shows it: whole, or cut down to what `$select` asked for. The `id` always comes. */
export interface EducationSynchronizationProfileListItem extends Schema<"educationSynchronizationProfileListItem"> {}

/**
 * How far the service has come with setting the profile up or tearing it down. The service alone moves it:
 * 
 * - `provisioning`: accepted, being set up. Every new profile begins here.
 * - `provisioned`: ready. A PowerSchool or OneRoster profile starts syncing by itself, a CSV profile waits for files.
 * - `provisioningFailed`: could not be set up.
 * - `deleting`: deletion was accepted and is under way; afterwards the profile answers 404.
 * - `deletionFailed`: could not be deleted.
 * - `unknownFutureValue`: a state that was added later than this contract. Keep a branch for it.
 */
export type EducationSynchronizationProfileState = Schema<"educationSynchronizationProfileState">;

/** How the latest sync of a profile stands. Syncing is asynchronous, so that the values may lag behind. */
export interface EducationSynchronizationProfileStatus extends Schema<"educationSynchronizationProfileStatus"> {}

/** The properties to change; what is left out stays. A nested object or a list is replaced as a whole. As in a create, `id`, `state` and `@odata.context` are accepted and ignored. */
export interface EducationSynchronizationProfileUpdate extends Schema<"educationSynchronizationProfileUpdate"> {}

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
 */
export type EducationSynchronizationStatus = Schema<"educationSynchronizationStatus">;

/**
 * Role of a person at a school: `student`, `teacher`, `faculty` (staff, teachers included), or `none`.
 * `unknownFutureValue` stands for a role that was added later than this contract; it is read, never sent.
 */
export type EducationUserRole = Schema<"educationUserRole">;

/** Role of a person at a school, as it may be sent: `student`, `teacher`, `faculty` (staff, teachers included), or `none`. The sentinel `unknownFutureValue` is refused, as everywhere in Graph. */
export type EducationUserRoleInput = Schema<"educationUserRoleInput">;

/** One of several faults of a request. */
export interface ErrorDetails extends Schema<"ErrorDetails"> {}

/** What the service's support asks for when an error is reported. */
export interface InnerError extends Schema<"InnerError"> {}

/** What went wrong, for programs (`code`) and for developers (`message`). */
export interface MainError extends Schema<"MainError"> {}

/** The one envelope in which every error of the service comes. */
export interface ODataError extends Schema<"ODataError"> {}

/** Why nothing was started: the error envelope where the request itself is at fault, the verification messages where the files are. */
export type StartFailure = ODataError | EducationFileSynchronizationVerificationMessageCollectionResponse;

/** Where the CSV files of a profile go. */
export interface UploadUrlResponse extends Schema<"uploadUrlResponse"> {}
