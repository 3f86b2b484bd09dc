// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.

/** The same as the contract's `ODataError`. */
export interface ErrorEnvelope {
    /** What is wrong. */
    error: {
        /**
         * The kind of error.
         * @example BadRequest
         */
        code: string;
        /**
         * What is wrong, and what was expected.
         * @example 'advanceInMs' must be number.
         */
        message: string;
    };
}

/** The fault that was injected instead of a response. */
export interface Fault {
    /**
     * The kind of fault.
     * @example throttle
     */
    kind: "throttle" | "failure";
    throttle?: Throttle | undefined;
    /**
     * Percentage of calls that fail.
     * @example 5
     */
    failPercent?: number | undefined;
    /**
     * Present if each call fails the first time.
     * @example true
     */
    failOnce?: boolean | undefined;
    /**
     * Percentage of connections that are reset.
     * @example 5
     */
    connectionResetPercent?: number | undefined;
    /**
     * Seconds.
     * @example 60
     */
    retryAfter?: number | undefined;
}

/** Headers by name, without secrets. */
export interface Headers {
    [key: string]: string;
}

/** Whether the store can be used. */
export interface Health {
    /**
     * The store's availability.
     * @example ok
     */
    status: "ok" | "unavailable";
    /**
     * The kind of store.
     * @example memory
     */
    store: string;
    /**
     * Why the store is unavailable.
     * @example No space is left.
     */
    message?: string | undefined;
    /**
     * Seconds since the start.
     * @example 12
     */
    uptimeInSeconds: number;
    /**
     * Of the package.
     * @example 0.1.0
     */
    version: string;
}

/** The lifecycle of a profile. */
export interface Lifecycle {
    /**
     * Of the profile.
     * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
     */
    id: string;
    /**
     * Of the profile, unchanged.
     * @example Contoso School District
     */
    displayName: string;
    /**
     * Type of the data provider, without its namespace.
     * @example educationCsvDataProvider
     */
    provider: string;
    state: State;
    stateSince: Time;
    stage: Stage;
    stageSince: Time;
    /**
     * Errors of the latest sync.
     * @example 0
     */
    errorCount: number;
    /**
     * Uploaded files.
     * @example 6
     */
    fileCount: number;
    createdAt: Time;
    /** When it changes without any reads; null if it doesn't. */
    next: Time | null;
}

/**
 * How long a response is delayed.
 * @example 200
 */
export type Milliseconds = number;

/** The running mock. */
export interface Mock {
    /**
     * Address as the caller reached it, without a trailing slash.
     * @example http://127.0.0.1:4010
     */
    url: string;
    /**
     * Of the package.
     * @example 0.1.0
     */
    version: string;
    /**
     * Format: date-time
     *
     * By the machine's clock.
     * @example 2026-03-01T08:00:00.000Z
     */
    startedAt: string;
    now: Time;
    /**
     * Where the profiles are stored.
     * @example memory
     */
    store: string;
    /**
     * The tokens that calls need.
     * @example basic
     */
    auth: "off" | "basic" | "strict";
    /**
     * Whether it answers with the contract's examples and stores nothing.
     * @example false
     */
    stateless: boolean;
    /**
     * The caller's.
     * @example default
     */
    tenant: string;
    /**
     * All tenants in use.
     * @example [
     *   "default"
     * ]
     */
    tenants: string[];
    /** The file with the authority to trust; null without https, or with your own certificate. */
    caFile: string | null;
    /**
     * The permissions that tokens can be granted.
     * @example [
     *   "EduAdministration.Read"
     * ]
     */
    permissions: string[];
    /**
     * Ids of the contract's operations.
     * @example [
     *   "createSynchronizationProfile"
     * ]
     */
    operations: string[];
    sample: Profile;
    /**
     * A shell command that creates a profile.
     * @example curl http://127.0.0.1:4010/education/synchronizationProfiles
     */
    curl: string;
}

/** The mock, and the active scenario. */
export interface MockState {
    /** The paths of the control API, each with its summary. */
    help: {
        [key: string]: string;
    };
    /** The expected values of each property of a scenario, in words. */
    choices: {
        [key: string]: string;
    };
    scenario: Scenario;
    mock: Mock;
}

/** An `educationSynchronizationProfile` of the contract, or the body of its create. */
export interface Profile {
    [key: string]: unknown;
}

/** A profile with its internal details. */
export interface ProfileDetails {
    profile: Profile;
    lifecycle: Lifecycle;
    now: Time;
    /** The first transition and the latest ones, oldest first. */
    history: {
        /**
         * The state, or the status of the sync.
         * @example provisioned
         */
        to: string;
        at: Time;
        /**
         * Whether it was made through the control API.
         * @example false
         */
        forced: boolean;
    }[];
    /** All transitions, including those that are not allowed at the moment. */
    transitions: {
        to: TransitionTarget;
        /**
         * Why it is not allowed; absent if it is.
         * @example No sync is running.
         */
        notAllowed?: string | undefined;
    }[];
    /** The uploaded files. If two names differ only in case, the one uploaded last. */
    files: {
        /**
         * In lower case.
         * @example school.csv
         */
        fileName: string;
        /**
         * Number of rows, excluding the header.
         * @example 2
         */
        rows: number;
    }[];
    /** The messages that `start` would return about the files; empty if there are none. */
    verification: {
        /**
         * An error prevents the sync from starting.
         * @example Error
         */
        type: "Error" | "Warning";
        /**
         * In lower case.
         * @example school.csv
         */
        fileName: string;
        /**
         * What is wrong.
         * @example The file is missing. All six files are required.
         */
        description: string;
    }[];
    /** Errors of the latest sync, in the form that the API returns. */
    errors: {
        [key: string]: unknown;
    }[];
}

/** A request with the reason for its response. */
export type RecordedRequest = RequestSummary & {
    requestHeaders: Headers;
    responseHeaders: Headers;
    /**
     * Length of the request's body, as far as it was read.
     * @example 512
     */
    requestBytes: number;
    /**
     * Length of the response's body.
     * @example 512
     */
    responseBytes: number;
    /** The request's body, if it is JSON and was stored. */
    body?: unknown | undefined;
    /** The response's body, if it was stored; a string if it is not JSON. */
    responseBody?: unknown | undefined;
    /** How the request violates the contract; if the response is not an error, what was forgiven. */
    violations: Violation[];
    fault?: Fault | undefined;
};

/** What lists show about a request. */
export interface RequestSummary {
    /**
     * Increases by one with each recorded request.
     * @example 17
     */
    sequence: number;
    time: Time;
    /**
     * As it was sent.
     * @example POST
     */
    method: string;
    /**
     * Including the query, without secrets.
     * @example /beta/education/synchronizationProfiles
     */
    path: string;
    status: Status;
    /**
     * Milliseconds, including injected latency.
     * @example 1.2
     */
    durationInMs: number;
    /**
     * Absent if it is unknown.
     * @example default
     */
    tenant?: string | undefined;
    /**
     * The `request-id` of the response.
     * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
     */
    requestId: string;
    /**
     * The caller's own, or the same as `requestId`.
     * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
     */
    clientRequestId: string;
    /**
     * Absent if the request matched no operation of the contract.
     * @example createSynchronizationProfile
     */
    operationId?: string | undefined;
    /**
     * The tenant that was evicted to make room for this one.
     * @example t1
     */
    evictedTenant?: string | undefined;
    /**
     * The error's message; absent for a success.
     * @example The profile was not found.
     */
    errorMessage?: string | undefined;
    /** How an accepted request violated the contract. */
    forgiven?: string[] | undefined;
    /**
     * The least privileged permission that the token of a 403 lacked.
     * @example EduAdministration.Read
     */
    missingPermission?: string | undefined;
    /**
     * The permissions that would each have been sufficient.
     * @example [
     *   "EduAdministration.Read"
     * ]
     */
    sufficientPermissions?: string[] | undefined;
    /**
     * The kind of token; `jwt` is a JSON Web Token without permissions.
     * @example opaque
     */
    token: "none" | "opaque" | "delegated" | "application" | "jwt";
}

/** The injected faults, and the outcomes of transitions. */
export interface Scenario {
    /**
     * Delay of each response in milliseconds, or the minimum and maximum delay.
     * @default 0
     */
    latencyInMs: Milliseconds | [
        Milliseconds,
        Milliseconds
    ];
    /**
     * A rate above which a caller gets 429; null for no limit.
     * @default null
     */
    throttle: Throttle | null;
    /**
     * Percentage of API calls that get 500 or 503, at random.
     * @default 0
     * @example 5
     */
    failPercent: number;
    /**
     * Whether each API call, identified by caller, method and path, gets 503 the first time and succeeds when it is retried. Changing the scenario or a reset starts over.
     * @default false
     * @example true
     */
    failOnce: boolean;
    /**
     * Percentage of API calls whose connection is reset, at random: the call is not executed, and gets no response.
     * @default 0
     * @example 5
     */
    connectionResetPercent: number;
    /**
     * Permissions in new tokens; null for all.
     * @default null
     */
    grant: string[] | null;
    /**
     * How provisioning ends.
     * @default success
     * @example success
     */
    provisioning: "success" | "failure";
    /**
     * How a deletion ends.
     * @default success
     * @example success
     */
    deletion: "success" | "failure";
    /**
     * How a sync ends.
     * @default success
     * @example success
     */
    sync: "success" | "errors" | "error" | "validationError" | "quarantined";
}

/** Any part of a scenario. */
export interface ScenarioChange {
    latencyInMs?: Scenario["latencyInMs"] | undefined;
    throttle?: Scenario["throttle"] | undefined;
    failPercent?: Scenario["failPercent"] | undefined;
    failOnce?: Scenario["failOnce"] | undefined;
    connectionResetPercent?: Scenario["connectionResetPercent"] | undefined;
    grant?: Scenario["grant"] | undefined;
    provisioning?: Scenario["provisioning"] | undefined;
    deletion?: Scenario["deletion"] | undefined;
    sync?: Scenario["sync"] | undefined;
}

/**
 * Status of the latest sync; `idle` before the first.
 * @example idle
 */
export type Stage = "idle" | "extracting" | "validating" | "inProgress" | "success" | "error" | "validationError" | "quarantined" | "paused";

/**
 * State of the profile.
 * @example provisioned
 */
export type State = "provisioning" | "provisioned" | "provisioningFailed" | "deleting" | "deletionFailed" | "unknownFutureValue";

/**
 * HTTP status code.
 * @example 201
 */
export type Status = number;

/** A rate above which a caller gets 429. */
export interface Throttle {
    /**
     * Requests that one caller may send within the window.
     * @example 10
     */
    requests: number;
    /**
     * Length of the window, and the value of `Retry-After`.
     * @example 60
     */
    seconds: number;
}

/**
 * Format: date-time
 *
 * By the mock's clock.
 * @example 2026-03-01T08:00:00.000Z
 */
export type Time = string;

/**
 * The state of the profile, or the status of its sync, after a transition.
 * @example provisioned
 */
export type TransitionTarget = "provisioned" | "provisioningFailed" | "extracting" | "paused" | "inProgress" | "success" | "errors" | "error" | "validationError" | "quarantined" | "deleting" | "deletionFailed" | "deleted";

/** One violation of the contract. */
export interface Violation {
    /**
     * Its location, starting with `body`, `query`, `header` or `path`.
     * @example [
     *   "body",
     *   "displayName"
     * ]
     */
    location: string[];
    /**
     * The kind of violation.
     * @example MissingProperty
     */
    code: string;
    /**
     * What is wrong.
     * @example The property 'displayName' is required.
     */
    message: string;
}
