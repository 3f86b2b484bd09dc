// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.
import type { ErrorEnvelope, Fault, Headers, Health, Lifecycle, Milliseconds, Mock, MockState, Profile, ProfileDetails, RecordedRequest, RequestSummary, Scenario, ScenarioChange, Stage, State, Status, Throttle, Time, TransitionTarget, Violation } from "./controlTypes.ts";

export interface paths {
    "/_mock": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the mock and the scenario in force
         *
         * Answers browsers, which accept `text/html`, with the console.
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
         * For anyone, without the control token.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * All profiles of the tenant, as `POST` takes them.
         */
        get: operations["exportProfiles"];
        put?: never;
        /**
         * Add profiles
         *
         * A profile whose id exists already is replaced.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * Get a profile with all that is known of it
         *
         * Reading it here does not count as a read of the API, so it moves nothing on.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * Make a transition happen now
         *
         * Ends what is under way, in whatever way, or starts it. `errors` is a sync that succeeds and leaves records over; `deleted` ends a deletion. Starting (`extracting`), pausing (`paused`), resuming (`inProgress`) and deleting (`deleting`) do what the API's own operations do.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * Upload files of a profile
         *
         * Puts CSV files where the profile's upload URL would put them.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * List where each profile stands
         *
         * The latest profiles first. Reading them here moves nothing on.
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
                 * Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * The latest page, the oldest request first. Secrets are taken out. A body above 128 kB is not kept, nor are the oldest bodies once all of them exceed 8 MB; no more than 1,000 requests are kept.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Clear the journal
         *
         * Forgets the requests of the tenant, or of all.
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
                 * The `request-id` of the answer.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        /**
         * Get a request with the reason for its answer
         *
         * With the headers and bodies of both, and without secrets.
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
                 * The `request-id` of the answer.
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
         * With the token and the secrets of the first time, which never leave the mock.
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
         * Follow what happens
         *
         * Server-sent events: `hello` with the mock's `instance` first; `requests`, at most ten times a second, with the latest `requests`, the number of those `leftOut`, and `counts` by class of status; `changed`, when the journal was cleared, or when profiles, scenario or clock may have changed without a request. Send the last `id` as `Last-Event-ID` to go on after a break.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * What is left out stays as it is.
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
         * For every tenant; never back.
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
        /** It is done. */
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
         * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
         * @example default
         */
        tenant: string;
        /**
         * Another tenant than the caller's, or `*` for all of them.
         * @example *
         */
        ofTenant: string;
        /**
         * Id of a profile.
         * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
         */
        profileId: string;
        /**
         * The `request-id` of the answer.
         * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
         */
        requestId: string;
    };
    requestBodies: {
        /** Nothing, or an empty object. */
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
            /** It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Health;
                };
            };
            /** It can't, for the reason in `message`. */
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                        /** The profiles, in the order of creation. */
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 *   "set": "cast"
                 * }
                 */
                "application/json": {
                    /** The cast of the contract's examples, or profiles of your own. */
                    set: "cast" | Profile[];
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
            /** The profile, its history, files and errors, and what may happen next. */
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
            /** The profile as it is now; null where it is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** As `GET` shows it. */
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                    /** A sample that passes, one with mistakes, or your own files by their names. */
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
                 * A part of the name or the id, in any case.
                 * @example contoso
                 */
                text?: string | undefined;
                /**
                 * The most profiles to answer.
                 * @example 200
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The profiles, and how many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** The latest first. */
                        value: Lifecycle[];
                        /**
                         * Profiles that the text is found in.
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
                 * Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
                /**
                 * A status, or a class of them.
                 * @example 4xx
                 */
                status?: string | undefined;
                /**
                 * An operation of the contract.
                 * @example createSynchronizationProfile
                 */
                operationId?: string | undefined;
                /**
                 * A part of the method, path, error or an id, in any case.
                 * @example /errors
                 */
                text?: string | undefined;
                /**
                 * Only requests before this sequence number.
                 * @example 101
                 */
                before?: number | undefined;
                /**
                 * The most requests to answer.
                 * @example 100
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The page, and where the one before it ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** The oldest first. */
                        value: RecordedRequest[];
                        /**
                         * The parameter for the page before this one; absent where there is none.
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
                 * Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 * The `request-id` of the answer.
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
                 * The `request-id` of the answer.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["nothing"] | undefined;
        responses: {
            /** The answer to it; the journal has it all. */
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
                 * The last id that was received.
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
                 * Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
            /** The scenario in force. */
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
