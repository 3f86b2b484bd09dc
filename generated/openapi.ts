// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.
import type { EducationCsvDataProvider, EducationCsvDataProviderInput, EducationFileSynchronizationVerificationMessage, EducationFileSynchronizationVerificationMessageCollectionResponse, EducationIdentityCreationConfiguration, EducationIdentityCreationConfigurationInput, EducationIdentityDomain, EducationIdentityDomainInput, EducationIdentityMatchingConfiguration, EducationIdentityMatchingConfigurationInput, EducationIdentityMatchingOptions, EducationIdentityMatchingOptionsInput, EducationIdentitySynchronizationConfiguration, EducationIdentitySynchronizationConfigurationBase, EducationIdentitySynchronizationConfigurationBaseInput, EducationIdentitySynchronizationConfigurationInput, EducationOneRosterApiDataProvider, EducationOneRosterApiDataProviderInput, EducationPowerSchoolDataProvider, EducationPowerSchoolDataProviderInput, EducationSynchronizationConnectionSettings, EducationSynchronizationConnectionSettingsInput, EducationSynchronizationCustomization, EducationSynchronizationCustomizationInput, EducationSynchronizationCustomizations, EducationSynchronizationCustomizationsInput, EducationSynchronizationDataProvider, EducationSynchronizationDataProviderBase, EducationSynchronizationDataProviderBaseInput, EducationSynchronizationDataProviderInput, EducationSynchronizationError, EducationSynchronizationErrorCollectionResponse, EducationSynchronizationLicenseAssignment, EducationSynchronizationLicenseAssignmentInput, EducationSynchronizationOAuth1ConnectionSettings, EducationSynchronizationOAuth1ConnectionSettingsInput, EducationSynchronizationOAuth2ClientCredentialsConnectionSettings, EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput, EducationSynchronizationProfile, EducationSynchronizationProfileCollectionResponse, EducationSynchronizationProfileCreate, EducationSynchronizationProfileListItem, EducationSynchronizationProfileState, EducationSynchronizationProfileStatus, EducationSynchronizationProfileUpdate, EducationSynchronizationStatus, EducationUserRole, EducationUserRoleInput, ErrorDetails, InnerError, MainError, ODataError, StartFailure, UploadUrlResponse } from "./types.ts";

export interface paths {
    "/education/synchronizationProfiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the synchronization profiles
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Lists the tenant's profiles, page by page. Only the query options below are supported.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.Read`, `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.Read.All`, `EduAdministration.ReadWrite.All` |
         */
        get: operations["listSynchronizationProfiles"];
        put?: never;
        /**
         * Create a synchronization profile
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Creates a profile. Send its name, where the roster data comes from, how people are mapped to accounts, which licenses
         * they get, and whether the service replaces characters that the directory rejects.
         *
         * The service responds at once and sets up the profile afterwards, so the new profile is `provisioning`. Poll it until
         * it is `provisioned`. A PowerSchool or OneRoster profile then starts syncing by itself; a CSV profile waits for
         * files.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | Not supported. |
         */
        post: operations["createSynchronizationProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /**
         * Get a synchronization profile
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Returns one profile. After a create, poll it every few seconds until `state` is `provisioned`.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.Read`, `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.Read.All`, `EduAdministration.ReadWrite.All` |
         */
        get: operations["getSynchronizationProfile"];
        /**
         * Replace a synchronization profile
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Replaces the settings of a profile with those in the body, which is the body of a create: what it leaves out returns
         * to its default. The profile keeps its id and is set up again. To change single properties, update the profile.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | Not supported. |
         */
        put: operations["replaceSynchronizationProfile"];
        post?: never;
        /**
         * Delete a synchronization profile
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Deletes the profile and its errors. Accounts, classes and licenses that it created stay as they are.
         *
         * The service deletes in the background: the profile is `deleting` until it is gone. A second delete in the meantime
         * is also accepted.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | Not supported. |
         */
        delete: operations["deleteSynchronizationProfile"];
        options?: never;
        head?: never;
        /**
         * Update a synchronization profile
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Changes the properties in the body. A running sync continues; the change applies from the next one.
         *
         * After adding or removing optional columns, reset the profile so that unchanged records are read again.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | Not supported. |
         */
        patch: operations["updateSynchronizationProfile"];
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/uploadUrl": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /**
         * Get an upload URL
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Returns a URL in Azure Blob Storage that accepts the files of a CSV profile for one hour: `PUT` each of the six
         * files there under its own name, with the header `x-ms-blob-type: BlockBlob` and without the Graph token.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.ReadWrite.All` |
         */
        get: operations["getSynchronizationProfileUploadUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a sync of uploaded files
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Checks the files uploaded for a CSV profile and starts the sync unless one of them has an error. Warnings alone do
         * not prevent the start.
         *
         * The profile must be `provisioned`. PowerSchool and OneRoster profiles start by themselves and get 400 here.
         *
         * Read the messages even after a `200`: the live service sometimes reported errors there.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.ReadWrite.All` |
         */
        post: operations["startSynchronizationProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a sync
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Pauses a running sync; its `status` becomes `paused`. Nothing is undone.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.ReadWrite.All` |
         */
        post: operations["pauseSynchronizationProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a sync
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Continues a sync that was paused by a caller or stopped by the service (`validationError`). In the second case,
         * resuming means continuing despite what looked wrong.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.ReadWrite.All` |
         */
        post: operations["resumeSynchronizationProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a sync
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Discards the collected errors and syncs everything from the start. Nothing in the directory is deleted.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.ReadWrite.All` |
         */
        post: operations["resetSynchronizationProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/profileStatus": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /**
         * Get the status of a sync
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Returns the status of the latest sync. After a start, poll it about every 30 seconds until it is neither
         * `inProgress` nor `unknownFutureValue`, which stands for the early stages `extracting` and `validating`.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.Read`, `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.Read.All`, `EduAdministration.ReadWrite.All` |
         */
        get: operations["getSynchronizationProfileStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/education/synchronizationProfiles/{educationSynchronizationProfileId}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /**
         * List the errors of a sync
         *
         * **Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API](https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).
         *
         * Lists the records that could not be synced, page by page. Only the query options below are supported.
         *
         * | Permission type | Permissions (from least to most privileged) |
         * | --- | --- |
         * | Delegated (work or school account) | `EduAdministration.Read`, `EduAdministration.ReadWrite` |
         * | Delegated (personal Microsoft account) | Not supported. |
         * | Application | `EduAdministration.Read.All`, `EduAdministration.ReadWrite.All` |
         */
        get: operations["listSynchronizationErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        educationSynchronizationCustomization: EducationSynchronizationCustomization;
        educationSynchronizationCustomizations: EducationSynchronizationCustomizations;
        educationCsvDataProvider: EducationCsvDataProvider;
        educationPowerSchoolDataProvider: EducationPowerSchoolDataProvider;
        educationSynchronizationOAuth1ConnectionSettings: EducationSynchronizationOAuth1ConnectionSettings;
        educationSynchronizationOAuth2ClientCredentialsConnectionSettings: EducationSynchronizationOAuth2ClientCredentialsConnectionSettings;
        educationSynchronizationConnectionSettings: EducationSynchronizationConnectionSettings;
        educationOneRosterApiDataProvider: EducationOneRosterApiDataProvider;
        educationSynchronizationDataProviderBase: EducationSynchronizationDataProviderBase;
        educationSynchronizationDataProvider: EducationSynchronizationDataProvider;
        educationUserRole: EducationUserRole;
        educationIdentityDomain: EducationIdentityDomain;
        educationIdentityCreationConfiguration: EducationIdentityCreationConfiguration;
        educationIdentityMatchingOptions: EducationIdentityMatchingOptions;
        educationIdentityMatchingConfiguration: EducationIdentityMatchingConfiguration;
        educationIdentitySynchronizationConfigurationBase: EducationIdentitySynchronizationConfigurationBase;
        educationIdentitySynchronizationConfiguration: EducationIdentitySynchronizationConfiguration;
        educationSynchronizationLicenseAssignment: EducationSynchronizationLicenseAssignment;
        educationSynchronizationProfileState: EducationSynchronizationProfileState;
        educationSynchronizationProfileListItem: EducationSynchronizationProfileListItem;
        educationSynchronizationProfileCollectionResponse: EducationSynchronizationProfileCollectionResponse;
        ErrorDetails: ErrorDetails;
        InnerError: InnerError;
        MainError: MainError;
        ODataError: ODataError;
        educationSynchronizationCustomizationInput: EducationSynchronizationCustomizationInput;
        educationSynchronizationCustomizationsInput: EducationSynchronizationCustomizationsInput;
        educationCsvDataProviderInput: EducationCsvDataProviderInput;
        educationPowerSchoolDataProviderInput: EducationPowerSchoolDataProviderInput;
        educationSynchronizationOAuth1ConnectionSettingsInput: EducationSynchronizationOAuth1ConnectionSettingsInput;
        educationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput: EducationSynchronizationOAuth2ClientCredentialsConnectionSettingsInput;
        educationSynchronizationConnectionSettingsInput: EducationSynchronizationConnectionSettingsInput;
        educationOneRosterApiDataProviderInput: EducationOneRosterApiDataProviderInput;
        educationSynchronizationDataProviderBaseInput: EducationSynchronizationDataProviderBaseInput;
        educationSynchronizationDataProviderInput: EducationSynchronizationDataProviderInput;
        educationUserRoleInput: EducationUserRoleInput;
        educationIdentityDomainInput: EducationIdentityDomainInput;
        educationIdentityCreationConfigurationInput: EducationIdentityCreationConfigurationInput;
        educationIdentityMatchingOptionsInput: EducationIdentityMatchingOptionsInput;
        educationIdentityMatchingConfigurationInput: EducationIdentityMatchingConfigurationInput;
        educationIdentitySynchronizationConfigurationBaseInput: EducationIdentitySynchronizationConfigurationBaseInput;
        educationIdentitySynchronizationConfigurationInput: EducationIdentitySynchronizationConfigurationInput;
        educationSynchronizationLicenseAssignmentInput: EducationSynchronizationLicenseAssignmentInput;
        educationSynchronizationProfileCreate: EducationSynchronizationProfileCreate;
        educationSynchronizationProfile: EducationSynchronizationProfile;
        educationSynchronizationProfileUpdate: EducationSynchronizationProfileUpdate;
        uploadUrlResponse: UploadUrlResponse;
        educationFileSynchronizationVerificationMessage: EducationFileSynchronizationVerificationMessage;
        educationFileSynchronizationVerificationMessageCollectionResponse: EducationFileSynchronizationVerificationMessageCollectionResponse;
        startFailure: StartFailure;
        educationSynchronizationStatus: EducationSynchronizationStatus;
        educationSynchronizationProfileStatus: EducationSynchronizationProfileStatus;
        educationSynchronizationError: EducationSynchronizationError;
        educationSynchronizationErrorCollectionResponse: EducationSynchronizationErrorCollectionResponse;
    };
    responses: {
        /** A query option is not valid, or not supported on this collection. */
        invalidQuery: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The token is missing, malformed or expired, was issued for another API, or belongs to a personal Microsoft account. */
        unauthorized: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                /**
                 * The scheme to authenticate with, and why the token was rejected.
                 * @example Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
                 */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The token is valid but lacks the permission: the scope (`scp`) of a signed-in user or the role (`roles`) of an application. Or conditional access demands more claims. */
        forbidden: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** Too many requests. Wait as long as `Retry-After` says; an early retry restarts the wait. */
        tooManyRequests: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The service failed. The request may or may not have taken effect: check before you repeat a create. */
        internalServerError: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The service is overloaded or under maintenance. Nothing was changed. Wait as long as `Retry-After` says. */
        serviceUnavailable: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The body is not JSON or not a valid profile. Nothing was changed. */
        invalidProfile: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The token is valid but lacks the scope (`scp`), or belongs to an application: this operation needs a signed-in user. Or conditional access demands more claims. */
        forbiddenToApplications: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The body is larger than 4 MB, the limit of the service. */
        contentTooLarge: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The body is not declared as `application/json`. */
        unsupportedMediaType: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The request is not valid. Nothing was changed. */
        badRequest: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The profile was not found, or has been deleted. */
        notFound: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** The profile is being deleted and can't be changed. */
        updateConflict: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ODataError;
            };
        };
        /** Success. No body. */
        accepted: {
            headers: {
                "request-id": components["headers"]["request-id"];
                "client-request-id": components["headers"]["client-request-id"];
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /**
         * Number of items per page.
         * @example 50
         */
        top: number;
        /**
         * Number of items to skip from the start. To page through a collection, follow `@odata.nextLink` instead.
         * @example 0
         */
        skip: number;
        /**
         * Whether the response includes the total number of items, in `@odata.count`.
         * @example true
         */
        count: boolean;
        /**
         * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
         * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
         */
        "client-request-id": string;
        /**
         * The `id` of the profile.
         * @example a730ff27-ff27-a730-27ff-30a727ff30a7
         */
        educationSynchronizationProfileId: string;
    };
    requestBodies: {
        /** The action has no parameters. Send no body, or an empty object, as some of Graph's clients do. */
        noParameters: {
            content: {
                "application/json": Record<string, never>;
            };
        };
    };
    headers: {
        /**
         * GUID that the service assigned to this request. Log it, and quote it to support.
         * @example 2f7e3d14-8a0b-4f2e-9d61-5b1c0e7a9f43
         */
        "request-id": string;
        /**
         * The caller's `client-request-id`, or the request id if the caller sent none.
         * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
         */
        "client-request-id": string;
        /**
         * Seconds to wait before the next attempt, usually an integer; fractions occur. An early retry restarts the wait. If the header is missing, back off exponentially.
         * @example 10
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listSynchronizationProfiles: {
        parameters: {
            query?: {
                /**
                 * Number of items per page.
                 * @example 50
                 */
                $top?: components["parameters"]["top"] | undefined;
                /**
                 * Number of items to skip from the start. To page through a collection, follow `@odata.nextLink` instead.
                 * @example 0
                 */
                $skip?: components["parameters"]["skip"] | undefined;
                /**
                 * Filters the items: comparisons (`eq`, `ne`) of `displayName` or `state` with a string in single quotes, joined by `and` or `or`. Double a single quote within the string.
                 * @example state eq 'provisioned'
                 */
                $filter?: string | undefined;
                /**
                 * Properties to sort by, separated by commas, each optionally followed by `asc` (the default) or `desc`.
                 * @example [
                 *   "displayName desc"
                 * ]
                 */
                $orderby?: string[] | undefined;
                /**
                 * Whether the response includes the total number of items, in `@odata.count`.
                 * @example true
                 */
                $count?: components["parameters"]["count"] | undefined;
                /**
                 * Properties to return, separated by commas. `id` is always returned.
                 * @example [
                 *   "displayName",
                 *   "state"
                 * ]
                 */
                $select?: ("id" | "displayName" | "dataProvider" | "identitySynchronizationConfiguration" | "licensesToAssign" | "state" | "handleSpecialCharacterConstraint" | "expirationDate")[] | undefined;
            } | undefined;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of profiles. `@odata.nextLink` leads to the next page, if any. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfileCollectionResponse;
                };
            };
            400: components["responses"]["invalidQuery"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    createSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /** The profile to create. */
        requestBody: {
            content: {
                "application/json": EducationSynchronizationProfileCreate;
            };
        };
        responses: {
            /** The profile was accepted and has an `id`; its `state` is `provisioning`. Poll the URL in `Location` until the state is `provisioned` or `provisioningFailed`. */
            201: {
                headers: {
                    /** URL of the new profile, to poll until its state is `provisioned`. */
                    Location: string;
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfile;
                };
            };
            400: components["responses"]["invalidProfile"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbiddenToApplications"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The profile. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfile;
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    replaceSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /** The profile as it should be. */
        requestBody: {
            content: {
                "application/json": EducationSynchronizationProfileCreate;
            };
        };
        responses: {
            /** The current profile; its `state` is `provisioning` for a while. */
            202: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfile;
                };
            };
            400: components["responses"]["invalidProfile"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbiddenToApplications"];
            404: components["responses"]["notFound"];
            409: components["responses"]["updateConflict"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    deleteSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The deletion was accepted and continues in the background: the profile is `deleting`, then returns 404. If the deletion fails, the state becomes `deletionFailed`. */
            202: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbiddenToApplications"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    updateSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        /** The properties to change. */
        requestBody: {
            content: {
                "application/json": EducationSynchronizationProfileUpdate;
            };
        };
        responses: {
            /** The updated profile. The service may set it up again; its `state` is then `provisioning` for a while. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfile;
                };
            };
            /** The body is not JSON, changes nothing, or would make the profile invalid. Nothing was changed. */
            400: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbiddenToApplications"];
            404: components["responses"]["notFound"];
            409: components["responses"]["updateConflict"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getSynchronizationProfileUploadUrl: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** A URL that accepts the files for one hour. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UploadUrlResponse;
                };
            };
            /** The request is not valid, or the profile is not a CSV profile, which alone accepts files. */
            400: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            /** Earlier files are still being processed, or the profile is being deleted. */
            409: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    startSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["noParameters"] | undefined;
        responses: {
            /** The files were checked and the sync has started. Read the messages: there may be warnings. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationFileSynchronizationVerificationMessageCollectionResponse;
                };
            };
            /** Nothing was started. Either the request is not valid for this profile (error envelope), or files are missing or have errors (messages). */
            400: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": StartFailure;
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            /** The profile is not set up yet, has expired, or is being deleted, or a sync is already running. */
            409: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    pauseSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["noParameters"] | undefined;
        responses: {
            200: components["responses"]["accepted"];
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            /** No sync is running, or the profile is not set up yet or being deleted. */
            409: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    resumeSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["noParameters"] | undefined;
        responses: {
            200: components["responses"]["accepted"];
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            /** The sync is not paused, or the profile is not set up yet, has expired, or is being deleted. */
            409: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    resetSynchronizationProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["noParameters"] | undefined;
        responses: {
            200: components["responses"]["accepted"];
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            /** The profile is not set up yet, has expired, or is being deleted. */
            409: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ODataError;
                };
            };
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getSynchronizationProfileStatus: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * `include-unknown-enum-members` returns enum members that were added after the sentinel; without it, they are returned as `unknownFutureValue`.
                 * @example include-unknown-enum-members
                 */
                Prefer?: string | undefined;
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Status of the latest sync. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    /**
                     * The preferences of the request that the response follows.
                     * @example include-unknown-enum-members
                     */
                    "Preference-Applied"?: string | undefined;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationProfileStatus;
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listSynchronizationErrors: {
        parameters: {
            query?: {
                /**
                 * Number of items per page.
                 * @example 50
                 */
                $top?: components["parameters"]["top"] | undefined;
                /**
                 * Number of items to skip from the start. To page through a collection, follow `@odata.nextLink` instead.
                 * @example 0
                 */
                $skip?: components["parameters"]["skip"] | undefined;
                /**
                 * Filters the items: comparisons (`eq`, `ne`) of `entryType` or `errorCode` with a string in single quotes, joined by `and` or `or`. Double a single quote within the string.
                 * @example entryType eq 'Student'
                 */
                $filter?: string | undefined;
                /**
                 * Properties to sort by, separated by commas, each optionally followed by `asc` (the default) or `desc`.
                 * @example [
                 *   "recordedDateTime desc"
                 * ]
                 */
                $orderby?: string[] | undefined;
                /**
                 * Whether the response includes the total number of items, in `@odata.count`.
                 * @example true
                 */
                $count?: components["parameters"]["count"] | undefined;
            } | undefined;
            header?: {
                /**
                 * GUID that the caller assigns to this call and keeps for its retries. The response repeats it, and support can find the call by it. Recommended for every call.
                 * @example c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88
                 */
                "client-request-id"?: components["parameters"]["client-request-id"] | undefined;
            } | undefined;
            path: {
                /**
                 * The `id` of the profile.
                 * @example a730ff27-ff27-a730-27ff-30a727ff30a7
                 */
                educationSynchronizationProfileId: components["parameters"]["educationSynchronizationProfileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of errors. `@odata.nextLink` leads to the next page, if any. */
            200: {
                headers: {
                    "request-id": components["headers"]["request-id"];
                    "client-request-id": components["headers"]["client-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EducationSynchronizationErrorCollectionResponse;
                };
            };
            400: components["responses"]["invalidQuery"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
}
