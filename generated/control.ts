// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.
import type { ErrorEnvelope, Fault, Headers, Health, Lifecycle, Milliseconds, Mock, MockState, Profile, ProfileDetails, RecordedRequest, RequestSummary, Scenario, ScenarioChange, Stage, State, Status, Throttle, Time, TransitionTarget, Violation } from "./controlTypes.ts";

export interface paths {
    "/_mock": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the mock and the active scenario
         *
         * Returns the console to browsers, which accept `text/html`.
         */
        get: operations["getMock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether the mock can use its store
         *
         * Available to anyone, without the control token.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get this document
         *
         * The control API as OpenAPI, in JSON.
         */
        get: operations["getControlDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/reset": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset the tenant
         *
         * Resets the caller's profiles and scenario to those at startup, and empties its journal.
         */
        post: operations["resetTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/profiles": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the profiles
         *
         * All profiles of the tenant, in the form that `POST` accepts.
         */
        get: operations["exportProfiles"];
        put?: never;
        /**
         * Add profiles
         *
         * Replaces profiles with the same id.
         */
        post: operations["addProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/profiles/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        /**
         * Get a profile with its internal details
         *
         * Does not count as a read through the API, so it doesn't advance the profile.
         */
        get: operations["getProfileDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/profiles/{id}/transitions": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a transition now
         *
         * Starts a process, or ends a running one with any outcome. `errors` is a sync that succeeds but skips records; `deleted` ends a deletion. Starting (`extracting`), pausing (`paused`), resuming (`inProgress`) and deleting (`deleting`) have the same effect as the API's own operations.
         */
        post: operations["makeTransition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/profiles/{id}/files": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload files for a profile
         *
         * Stores CSV files as the profile's upload URL would.
         */
        post: operations["addFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/lifecycles": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * List the lifecycle of each profile
         *
         * Latest profiles first. Reading them here doesn't advance them.
         */
        get: operations["listLifecycles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/journal": {
        parameters: {
            query?: {
                /**
                 * A tenant other than the caller's, or `*` for all.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest requests
         *
         * The latest page, oldest request first, with secrets masked. Bodies above 128 kB are not stored; once all bodies exceed 8 MB, the oldest are dropped. At most 1,000 requests are stored.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Clear the journal
         *
         * Removes the requests of the tenant, or of all.
         */
        delete: operations["clearJournal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/journal/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `request-id` of the response.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        /**
         * Get a request with the reason for its response
         *
         * With the headers and bodies of the request and the response, but without secrets.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/journal/{requestId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `request-id` of the response.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a request again
         *
         * With the original token and secrets, which never leave the mock.
         */
        post: operations["replayRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         *
         * Server-sent events: `hello` with the mock's `instance` first; `requests`, at most ten times a second, with the latest `requests`, the number of those `leftOut`, and `counts` by class of status; `changed`, when the journal was cleared, or when profiles, scenario or clock may have changed without a request. To resume an interrupted stream, send the last `id` as `Last-Event-ID`.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/scenario": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the scenario of the tenant
         *
         * Omitted properties are unchanged.
         */
        post: operations["changeScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_mock/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advance the clock
         *
         * Affects all tenants. The clock never goes back.
         */
        post: operations["advanceClock"];
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
        Time: Time;
        Status: Status;
        ErrorEnvelope: ErrorEnvelope;
        Profile: Profile;
        Throttle: Throttle;
        Milliseconds: Milliseconds;
        Scenario: Scenario;
        ScenarioChange: ScenarioChange;
        Health: Health;
        MockState: MockState;
        Mock: Mock;
        State: State;
        Stage: Stage;
        TransitionTarget: TransitionTarget;
        Lifecycle: Lifecycle;
        ProfileDetails: ProfileDetails;
        RequestSummary: RequestSummary;
        RecordedRequest: RecordedRequest;
        Headers: Headers;
        Violation: Violation;
        Fault: Fault;
    };
    responses: {
        /** Done. */
        nothing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": Record<string, never>;
            };
        };
        /** An error in the contract's envelope. */
        error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorEnvelope;
            };
        };
    };
    parameters: {
        /**
         * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
         * @example default
         */
        tenant: string;
        /**
         * A tenant other than the caller's, or `*` for all.
         * @example *
         */
        ofTenant: string;
        /**
         * Id of a profile.
         * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
         */
        profileId: string;
        /**
         * The `request-id` of the response.
         * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
         */
        requestId: string;
    };
    requestBodies: {
        /** No body, or an empty object. */
        nothing: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getMock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The mock, and the scenario of the caller's tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": MockState;
                    "text/html": string;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The store can be used. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Health;
                };
            };
            /** The store can't be used, for the reason in `message`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Health;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    getControlDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** This document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    resetTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["nothing"] | undefined;
        responses: {
            200: components["responses"]["nothing"];
            "4XX": components["responses"]["error"];
        };
    };
    exportProfiles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** The profiles, in order of creation. */
                        set: Profile[];
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    addProfiles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *   "set": "examples"
                 * }
                 */
                "application/json": {
                    /** The contract's example profiles (`examples`), or profiles of your own. */
                    set: "examples" | Profile[];
                };
            };
        };
        responses: {
            200: components["responses"]["nothing"];
            "4XX": components["responses"]["error"];
        };
    };
    getProfileDetails: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The profile, its history, files and errors, and its possible transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ProfileDetails;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    makeTransition: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *   "to": "provisioned"
                 * }
                 */
                "application/json": {
                    to: TransitionTarget;
                };
            };
        };
        responses: {
            /** The profile after the transition; null if it is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** In the form that `GET` returns. */
                        profile: ProfileDetails | null;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    addFiles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *   "files": "sample"
                 * }
                 */
                "application/json": {
                    /** A valid sample, one with mistakes, or your own files by name. */
                    files: ("sample" | "mistakes") | {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** The profile with its files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ProfileDetails;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    listLifecycles: {
        parameters: {
            query?: {
                /**
                 * A part of the name or the id; case-insensitive.
                 * @example contoso
                 */
                text?: string | undefined;
                /**
                 * Maximum number of profiles to return.
                 * @example 200
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The profiles, and their total number. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Latest first. */
                        value: Lifecycle[];
                        /**
                         * Number of profiles that contain the text.
                         * @example 6
                         */
                        total: number;
                        now: Time;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /**
                 * A tenant other than the caller's, or `*` for all.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
                /**
                 * A status code, or a class of status codes.
                 * @example 4xx
                 */
                status?: string | undefined;
                /**
                 * An operation of the contract.
                 * @example createSynchronizationProfile
                 */
                operationId?: string | undefined;
                /**
                 * A part of the method, path, error or an id; case-insensitive.
                 * @example /errors
                 */
                text?: string | undefined;
                /**
                 * Only requests before this sequence number.
                 * @example 101
                 */
                before?: number | undefined;
                /**
                 * Maximum number of requests to return.
                 * @example 100
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The page, and the end of the previous one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Oldest first. */
                        value: RecordedRequest[];
                        /**
                         * The parameter for the previous page; absent if there is none.
                         * @example 101
                         */
                        before?: number | undefined;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    clearJournal: {
        parameters: {
            query?: {
                /**
                 * A tenant other than the caller's, or `*` for all.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["nothing"];
            "4XX": components["responses"]["error"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `request-id` of the response.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": RecordedRequest;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    replayRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * The `request-id` of the response.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["nothing"] | undefined;
        responses: {
            /** The response; the journal has the details. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: Status;
                        /**
                         * Of the new request.
                         * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                         */
                        requestId: string;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The id of the last event received.
                 * @example 3f9a.17
                 */
                "Last-Event-ID"?: string | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    changeScenario: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * The tenant whose profiles and scenario to use. By default the default tenant or, with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *   "failPercent": 5
                 * }
                 */
                "application/json": ScenarioChange;
            };
        };
        responses: {
            /** The active scenario. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Scenario;
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *   "advanceInMs": 3600000
                 * }
                 */
                "application/json": {
                    /**
                     * Milliseconds.
                     * @example 3600000
                     */
                    advanceInMs: number;
                };
            };
        };
        responses: {
            /** The time by the mock's clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: Time;
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
}
