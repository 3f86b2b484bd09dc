// Generated from openapi/control.yaml by openapi-typescript; do not edit.

export interface paths {
    "/_mock": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the mock and the scenario in force
         * @description Answers browsers, which accept `text/html`, with the console.
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
         * @description For anyone, without the control token.
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
         * @description The control API as OpenAPI, in JSON.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * @description Resets the caller's profiles and scenario to those at startup, and empties its journal.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the profiles
         * @description All profiles of the tenant, as `POST` takes them.
         */
        get: operations["exportProfiles"];
        put?: never;
        /**
         * Add profiles
         * @description A profile whose id exists already is replaced.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        /**
         * Get a profile with all that is known of it
         * @description Reading it here does not count as a read of the API, so it moves nothing on.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
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
         * @description Ends what is under way, in whatever way, or starts it. `errors` is a sync that succeeds and leaves records over; `deleted` ends a deletion. Starting (`extracting`), pausing (`paused`), resuming (`inProgress`) and deleting (`deleting`) do what the API's own operations do.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
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
         * @description Puts CSV files where the profile's upload URL would put them.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * List where each profile stands
         * @description The latest profiles first. Reading them here moves nothing on.
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
                 * @description Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest requests
         * @description The latest page, the oldest request first. Secrets are taken out. A body above 128 kB is not kept, nor are the oldest bodies once all of them exceed 8 MB; no more than 1,000 requests are kept.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Clear the journal
         * @description Forgets the requests of the tenant, or of all.
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
                 * @description The `request-id` of the answer.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        /**
         * Get a request with the reason for its answer
         * @description With the headers and bodies of both, and without secrets.
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
                 * @description The `request-id` of the answer.
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
         * @description With the token and the secrets of the first time, which never leave the mock.
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
         * @description Server-sent events: `hello` with the mock's `instance` first; `requests`, at most ten times a second, with the latest `requests`, the number of those `leftOut`, and `counts` by class of status; `changed`, when the journal was cleared, or when profiles, scenario or clock may have changed without a request. Send the last `id` as `Last-Event-ID` to go on after a break.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
         * @description What is left out stays as it is.
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
         * @description For every tenant; never back.
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
        /**
         * Format: date-time
         * @description By the mock's clock.
         * @example 2026-03-01T08:00:00.000Z
         */
        Time: string;
        /**
         * @description Status code of HTTP.
         * @example 201
         */
        Status: number;
        /** @description As the contract's `ODataError`. */
        ErrorEnvelope: {
            /** @description What is wrong. */
            error: {
                /**
                 * @description What kind of error.
                 * @example BadRequest
                 */
                code: string;
                /**
                 * @description What is wrong, and what is expected.
                 * @example 'advanceInMs' must be number.
                 */
                message: string;
            };
        };
        /** @description An `educationSynchronizationProfile` of the contract, or the body of its create. */
        Profile: {
            [key: string]: unknown;
        };
        /** @description A rate above which a caller gets 429. */
        Throttle: {
            /**
             * @description Requests that one caller may send within the window.
             * @example 10
             */
            requests: number;
            /**
             * @description Length of the window, and what `Retry-After` says.
             * @example 60
             */
            seconds: number;
        };
        /** @description The faults that are injected, and how transitions end. */
        Scenario: {
            /** @description Milliseconds before each answer, or the least and the most of them. */
            latencyInMs: number | number[];
            /** @description Null for no limit. */
            throttle: components["schemas"]["Throttle"] | null;
            /**
             * @description How many of a hundred API calls answer 500 or 503, at random.
             * @example 5
             */
            failPercent: number;
            /**
             * @description Whether each API call, told apart by caller, method and path, answers 503 the first time and passes when it is tried again. A change of the scenario or a reset starts over.
             * @example true
             */
            failOnce: boolean;
            /** @description Permissions that new tokens carry; null for all. */
            grant: string[] | null;
            /**
             * @description How provisioning ends.
             * @example success
             * @enum {string}
             */
            provisioning: "success" | "failure";
            /**
             * @description How a deletion ends.
             * @example success
             * @enum {string}
             */
            deletion: "success" | "failure";
            /**
             * @description How a sync ends.
             * @example success
             * @enum {string}
             */
            sync: "success" | "errors" | "error" | "validationError" | "quarantined";
        };
        /** @description Any part of a scenario. */
        ScenarioChange: {
            latencyInMs?: components["schemas"]["Scenario"]["latencyInMs"] | undefined;
            throttle?: components["schemas"]["Scenario"]["throttle"] | undefined;
            failPercent?: components["schemas"]["Scenario"]["failPercent"] | undefined;
            failOnce?: components["schemas"]["Scenario"]["failOnce"] | undefined;
            grant?: components["schemas"]["Scenario"]["grant"] | undefined;
            provisioning?: components["schemas"]["Scenario"]["provisioning"] | undefined;
            deletion?: components["schemas"]["Scenario"]["deletion"] | undefined;
            sync?: components["schemas"]["Scenario"]["sync"] | undefined;
        };
        /** @description Whether the store can be used. */
        Health: {
            /**
             * @description Whether it can.
             * @example ok
             * @enum {string}
             */
            status: "ok" | "unavailable";
            /**
             * @description What kind of store it is.
             * @example memory
             */
            store: string;
            /**
             * @description Why the store is unavailable.
             * @example No space is left.
             */
            message?: string | undefined;
            /**
             * @description Seconds since the start.
             * @example 12
             */
            uptimeInSeconds: number;
            /**
             * @description Of the package.
             * @example 0.1.0
             */
            version: string;
        };
        /** @description The mock, and the scenario in force. */
        MockState: {
            /** @description The paths of the control API, each with what it does. */
            help: {
                [key: string]: string;
            };
            /** @description What each property of a scenario takes, in words. */
            choices: {
                [key: string]: string;
            };
            scenario: components["schemas"]["Scenario"];
            mock: components["schemas"]["Mock"];
        };
        /** @description What is running. */
        Mock: {
            /**
             * @description Address without a trailing slash.
             * @example http://127.0.0.1:4010
             */
            url: string;
            /**
             * @description Of the package.
             * @example 0.1.0
             */
            version: string;
            /**
             * Format: date-time
             * @description By the clock of this machine.
             * @example 2026-03-01T08:00:00.000Z
             */
            startedAt: string;
            now: components["schemas"]["Time"];
            /**
             * @description Where the profiles are kept.
             * @example memory
             */
            store: string;
            /**
             * @description Which tokens a call needs.
             * @example basic
             * @enum {string}
             */
            auth: "off" | "basic" | "strict";
            /**
             * @description Whether it answers with the contract's examples and stores nothing.
             * @example false
             */
            stateless: boolean;
            /**
             * @description The caller's.
             * @example default
             */
            tenant: string;
            /**
             * @description All that are in use.
             * @example [
             *       "default"
             *     ]
             */
            tenants: string[];
            /** @description The file of the authority to trust; null without https, or with a certificate of your own. */
            caFile: string | null;
            /**
             * @description What tokens may be granted.
             * @example [
             *       "EduAdministration.Read"
             *     ]
             */
            permissions: string[];
            /**
             * @description Ids of the contract's operations.
             * @example [
             *       "createSynchronizationProfile"
             *     ]
             */
            operations: string[];
            sample: components["schemas"]["Profile"];
            /**
             * @description A line for a shell that creates a profile.
             * @example curl http://127.0.0.1:4010/education/synchronizationProfiles
             */
            curl: string;
        };
        /**
         * @description State of the profile.
         * @example provisioned
         * @enum {string}
         */
        State: "provisioning" | "provisioned" | "provisioningFailed" | "deleting" | "deletionFailed" | "unknownFutureValue";
        /**
         * @description Status of the latest sync; `idle` before the first.
         * @example idle
         * @enum {string}
         */
        Stage: "idle" | "extracting" | "validating" | "inProgress" | "success" | "error" | "validationError" | "quarantined" | "paused";
        /**
         * @description What a profile becomes.
         * @example provisioned
         * @enum {string}
         */
        TransitionTarget: "provisioned" | "provisioningFailed" | "extracting" | "paused" | "inProgress" | "success" | "errors" | "error" | "validationError" | "quarantined" | "deleting" | "deletionFailed" | "deleted";
        /** @description Where a profile stands. */
        Lifecycle: {
            /**
             * @description Of the profile.
             * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
             */
            id: string;
            /**
             * @description Of the profile, as it is.
             * @example Contoso School District
             */
            displayName: string;
            /**
             * @description Type of the data provider, without its namespace.
             * @example educationCsvDataProvider
             */
            provider: string;
            state: components["schemas"]["State"];
            stateSince: components["schemas"]["Time"];
            stage: components["schemas"]["Stage"];
            stageSince: components["schemas"]["Time"];
            /**
             * @description Errors of the latest sync.
             * @example 0
             */
            errorCount: number;
            /**
             * @description Uploaded files.
             * @example 6
             */
            fileCount: number;
            createdAt: components["schemas"]["Time"];
            /** @description When the time alone moves it on; null where it does not. */
            next: components["schemas"]["Time"] | null;
        };
        /** @description A profile with what only the service knows of it. */
        ProfileDetails: {
            profile: components["schemas"]["Profile"];
            lifecycle: components["schemas"]["Lifecycle"];
            now: components["schemas"]["Time"];
            /** @description The first transition and the latest ones, the oldest first. */
            history: {
                /**
                 * @description The state, or the status of the sync.
                 * @example provisioned
                 */
                to: string;
                at: components["schemas"]["Time"];
                /**
                 * @description Whether the control API made it happen.
                 * @example false
                 */
                forced: boolean;
            }[];
            /** @description What may be made to happen, and what may not. */
            transitions: {
                to: components["schemas"]["TransitionTarget"];
                /**
                 * @description Why it may not; absent where it may.
                 * @example No sync is under way.
                 */
                notAllowed?: string | undefined;
            }[];
            /** @description The uploaded files. Of two whose names differ in case only, the one uploaded last. */
            files: {
                /**
                 * @description In lower case.
                 * @example school.csv
                 */
                fileName: string;
                /**
                 * @description Rows without the header.
                 * @example 2
                 */
                rows: number;
            }[];
            /** @description What `start` would answer about the files; empty where it would start. */
            verification: {
                /**
                 * @description An error prevents the start.
                 * @example Error
                 * @enum {string}
                 */
                type: "Error" | "Warning";
                /**
                 * @description In lower case.
                 * @example school.csv
                 */
                fileName: string;
                /**
                 * @description What is wrong.
                 * @example The file is missing. All six files are required.
                 */
                description: string;
            }[];
            /** @description Errors of the latest sync, as the API lists them. */
            errors: {
                [key: string]: unknown;
            }[];
        };
        /** @description A request in one line. */
        RequestSummary: {
            /**
             * @description Grows by one with each recorded request.
             * @example 17
             */
            sequence: number;
            time: components["schemas"]["Time"];
            /**
             * @description As it was sent.
             * @example POST
             */
            method: string;
            /**
             * @description With the query, without secrets.
             * @example /beta/education/synchronizationProfiles
             */
            path: string;
            status: components["schemas"]["Status"];
            /**
             * @description Milliseconds, the injected latency included.
             * @example 1.2
             */
            durationInMs: number;
            /**
             * @description Absent where it is unknown.
             * @example default
             */
            tenant?: string | undefined;
            /**
             * @description The `request-id` of the answer.
             * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
             */
            requestId: string;
            /**
             * @description The caller's own, or the same.
             * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
             */
            clientRequestId: string;
            /**
             * @description Absent where no operation of the contract was met.
             * @example createSynchronizationProfile
             */
            operationId?: string | undefined;
            /**
             * @description The tenant that was evicted to make room for this one.
             * @example t1
             */
            evictedTenant?: string | undefined;
            /**
             * @description The message of an answer that is an error.
             * @example The profile was not found.
             */
            errorMessage?: string | undefined;
            /** @description What the contract asks of a request that was accepted without it. */
            forgiven?: string[] | undefined;
            /**
             * @description The least privileged permission that the token of a 403 lacked.
             * @example EduAdministration.Read
             */
            missingPermission?: string | undefined;
            /**
             * @description Any one of which would have been enough.
             * @example [
             *       "EduAdministration.Read"
             *     ]
             */
            sufficientPermissions?: string[] | undefined;
            /**
             * @description What kind of token it carried; `jwt` is one without permissions.
             * @example opaque
             * @enum {string}
             */
            token: "none" | "opaque" | "delegated" | "application" | "jwt";
        };
        /** @description A request with the reason for its answer. */
        RecordedRequest: components["schemas"]["RequestSummary"] & {
            requestHeaders: components["schemas"]["Headers"];
            responseHeaders: components["schemas"]["Headers"];
            /**
             * @description Length of the request's body as far as it was read here.
             * @example 512
             */
            requestBytes: number;
            /**
             * @description Length of the answer's body.
             * @example 512
             */
            responseBytes: number;
            /** @description The request's body, where it is JSON and was kept. */
            body?: unknown | undefined;
            /** @description The answer's body, where it was kept; a string where it is not JSON. */
            responseBody?: unknown | undefined;
            /** @description How the request violates the contract; what was forgiven, if the answer is no error. */
            violations: components["schemas"]["Violation"][];
            fault?: components["schemas"]["Fault"] | undefined;
        };
        /** @description Headers by their names, without secrets. */
        Headers: {
            [key: string]: string;
        };
        /** @description One violation of the contract. */
        Violation: {
            /**
             * @description Its place, from `body`, `query`, `header` or `path` down.
             * @example [
             *       "body",
             *       "displayName"
             *     ]
             */
            location: string[];
            /**
             * @description What kind of violation.
             * @example MissingProperty
             */
            code: string;
            /**
             * @description What is wrong.
             * @example The property 'displayName' is required.
             */
            message: string;
        };
        /** @description The fault that was injected in place of an answer. */
        Fault: {
            /**
             * @description What injected it.
             * @example throttle
             * @enum {string}
             */
            kind: "throttle" | "failure";
            throttle?: components["schemas"]["Throttle"] | undefined;
            /**
             * @description Of a hundred calls, so many fail.
             * @example 5
             */
            failPercent?: number | undefined;
            /**
             * @description Present where each call fails the first time.
             * @example true
             */
            failOnce?: boolean | undefined;
            /**
             * @description Seconds.
             * @example 60
             */
            retryAfter?: number | undefined;
        };
    };
    responses: {
        /** @description It is done. */
        nothing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": Record<string, never>;
            };
        };
        /** @description An error in the contract's envelope. */
        error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
    };
    parameters: {
        /**
         * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
         * @example default
         */
        tenant: string;
        /**
         * @description Another tenant than the caller's, or `*` for all of them.
         * @example *
         */
        ofTenant: string;
        /**
         * @description Id of a profile.
         * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
         */
        profileId: string;
        /**
         * @description The `request-id` of the answer.
         * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
         */
        requestId: string;
    };
    requestBodies: {
        /** @description Nothing, or an empty object. */
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mock, and the scenario of the caller's tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MockState"];
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
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It can't, for the reason in `message`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
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
            /** @description This document. */
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The profiles, in the order of creation. */
                        set: components["schemas"]["Profile"][];
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 *       "set": "cast"
                 *     }
                 */
                "application/json": {
                    /** @description The cast of the contract's examples, or profiles of your own. */
                    set: "cast" | components["schemas"]["Profile"][];
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
                 * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
                 */
                id: components["parameters"]["profileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile, its history, files and errors, and what may happen next. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileDetails"];
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
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
                 *       "to": "provisioned"
                 *     }
                 */
                "application/json": {
                    to: components["schemas"]["TransitionTarget"];
                };
            };
        };
        responses: {
            /** @description The profile as it is now; null where it is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description As `GET` shows it. */
                        profile: components["schemas"]["ProfileDetails"] | null;
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path: {
                /**
                 * @description Id of a profile.
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
                 *       "files": "sample"
                 *     }
                 */
                "application/json": {
                    /** @description A sample that passes, one with mistakes, or your own files by their names. */
                    files: ("sample" | "mistakes") | {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The profile with its files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileDetails"];
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
    listLifecycles: {
        parameters: {
            query?: {
                /**
                 * @description A part of the name or the id, in any case.
                 * @example contoso
                 */
                text?: string | undefined;
                /**
                 * @description The most profiles to answer.
                 * @example 200
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profiles, and how many there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The latest first. */
                        value: components["schemas"]["Lifecycle"][];
                        /**
                         * @description Profiles that the text is found in.
                         * @example 6
                         */
                        total: number;
                        now: components["schemas"]["Time"];
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
                 * @description Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
                /**
                 * @description A status, or a class of them.
                 * @example 4xx
                 */
                status?: string | undefined;
                /**
                 * @description An operation of the contract.
                 * @example createSynchronizationProfile
                 */
                operationId?: string | undefined;
                /**
                 * @description A part of the method, path, error or an id, in any case.
                 * @example /errors
                 */
                text?: string | undefined;
                /**
                 * @description Only requests before this sequence number.
                 * @example 101
                 */
                before?: number | undefined;
                /**
                 * @description The most requests to answer.
                 * @example 100
                 */
                top?: number | undefined;
            } | undefined;
            header?: {
                /**
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
                 * @example default
                 */
                "x-mock-tenant"?: components["parameters"]["tenant"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, and where the one before it ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The oldest first. */
                        value: components["schemas"]["RecordedRequest"][];
                        /**
                         * @description The parameter for the page before this one; absent where there is none.
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
                 * @description Another tenant than the caller's, or `*` for all of them.
                 * @example *
                 */
                tenant?: components["parameters"]["ofTenant"] | undefined;
            } | undefined;
            header?: {
                /**
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 * @description The `request-id` of the answer.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedRequest"];
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
                 * @description The `request-id` of the answer.
                 * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
                 */
                requestId: components["parameters"]["requestId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["nothing"] | undefined;
        responses: {
            /** @description The answer to it; the journal has it all. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: components["schemas"]["Status"];
                        /**
                         * @description Of the new request.
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
                 * @description The last id that was received.
                 * @example 3f9a.17
                 */
                "Last-Event-ID"?: string | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
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
                 * @description Whose profiles and scenario. Without it, the default tenant; with `--isolate`, that of the bearer token.
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
                 *       "failPercent": 5
                 *     }
                 */
                "application/json": components["schemas"]["ScenarioChange"];
            };
        };
        responses: {
            /** @description The scenario in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
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
                 *       "advanceInMs": 3600000
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Milliseconds.
                     * @example 3600000
                     */
                    advanceInMs: number;
                };
            };
        };
        responses: {
            /** @description The time by the mock's clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: components["schemas"]["Time"];
                    };
                };
            };
            "4XX": components["responses"]["error"];
        };
    };
}
