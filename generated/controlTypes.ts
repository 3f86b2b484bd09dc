// Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.

/** As the contract's `ODataError`. */
export interface ErrorEnvelope {
    /** What is wrong. */
    error: {
        /**
         * What kind of error.
         * @example BadRequest
         */
        code: string;
        /**
         * What is wrong, and what is expected.
         * @example 'advanceInMs' must be number.
         */
        message: string;
    };
}

/** The fault that was injected in place of an answer. */
export interface Fault {
    /**
     * What injected it.
     * @example throttle
     */
    kind: "throttle" | "failure";
    throttle?: Throttle | undefined;
    /**
     * Of a hundred calls, so many fail.
     * @example 5
     */
    failPercent?: number | undefined;
    /**
     * Present where each call fails the first time.
     * @example true
     */
    failOnce?: boolean | undefined;
    /**
     * Of a hundred calls, so many connections are reset.
     * @example 5
     */
    connectionResetPercent?: number | undefined;
    /**
     * Seconds.
     * @example 60
     */
    retryAfter?: number | undefined;
}

/** Headers by their names, without secrets. */
export interface Headers {
    [key: string]: string;
}

/** Whether the store can be used. */
export interface Health {
    /**
     * Whether it can.
     * @example ok
     */
    status: "ok" | "unavailable";
    /**
     * What kind of store it is.
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

/** Where a profile stands. */
export interface Lifecycle {
    /**
     * Of the profile.
     * @example 7d3f2a61-9c4e-4b58-8e02-5a1f6c9d0b37
     */
    id: string;
    /**
     * Of the profile, as it is.
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
    /** When the time alone moves it on; null where it does not. */
    next: Time | null;
}

/**
 * How long an answer waits.
 * @example 200
 */
export type Milliseconds = number;

/** What is running. */
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
     * By the clock of this machine.
     * @example 2026-03-01T08:00:00.000Z
     */
    startedAt: string;
    now: Time;
    /**
     * Where the profiles are kept.
     * @example memory
     */
    store: string;
    /**
     * Which tokens a call needs.
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
     * All that are in use.
     * @example [
     *   "default"
     * ]
     */
    tenants: string[];
    /** The file of the authority to trust; null without https, or with a certificate of your own. */
    caFile: string | null;
    /**
     * What tokens may be granted.
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
     * A line for a shell that creates a profile.
     * @example curl http://127.0.0.1:4010/education/synchronizationProfiles
     */
    curl: string;
}

/** The mock, and the scenario in force. */
export interface MockState {
    /** The paths of the control API, each with what it does. */
    help: {
        [key: string]: string;
    };
    /** What each property of a scenario expects, in words. */
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

/** A profile with what only the service knows of it. */
export interface ProfileDetails {
    profile: Profile;
    lifecycle: Lifecycle;
    now: Time;
    /** The first transition and the latest ones, the oldest first. */
    history: {
        /**
         * The state, or the status of the sync.
         * @example provisioned
         */
        to: string;
        at: Time;
        /**
         * Whether the control API made it happen.
         * @example false
         */
        forced: boolean;
    }[];
    /** What may be made to happen, and what may not. */
    transitions: {
        to: TransitionTarget;
        /**
         * Why it may not; absent where it may.
         * @example No sync is under way.
         */
        notAllowed?: string | undefined;
    }[];
    /** The uploaded files. Of two whose names differ in case only, the one uploaded last. */
    files: {
        /**
         * In lower case.
         * @example school.csv
         */
        fileName: string;
        /**
         * Rows without the header.
         * @example 2
         */
        rows: number;
    }[];
    /** What `start` would answer about the files; empty where it would start. */
    verification: {
        /**
         * An error prevents the start.
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
    /** Errors of the latest sync, as the API lists them. */
    errors: {
        [key: string]: unknown;
    }[];
}

/** A request with the reason for its answer. */
export type RecordedRequest = RequestSummary & {
    requestHeaders: Headers;
    responseHeaders: Headers;
    /**
     * Length of the request's body as far as it was read here.
     * @example 512
     */
    requestBytes: number;
    /**
     * Length of the answer's body.
     * @example 512
     */
    responseBytes: number;
    /** The request's body, where it is JSON and was kept. */
    body?: unknown | undefined;
    /** The answer's body, where it was kept; a string where it is not JSON. */
    responseBody?: unknown | undefined;
    /** How the request violates the contract; what was forgiven, if the answer is no error. */
    violations: Violation[];
    fault?: Fault | undefined;
};

/** A request in one line. */
export interface RequestSummary {
    /**
     * Grows by one with each recorded request.
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
     * With the query, without secrets.
     * @example /beta/education/synchronizationProfiles
     */
    path: string;
    status: Status;
    /**
     * Milliseconds, the injected latency included.
     * @example 1.2
     */
    durationInMs: number;
    /**
     * Absent where it is unknown.
     * @example default
     */
    tenant?: string | undefined;
    /**
     * The `request-id` of the answer.
     * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
     */
    requestId: string;
    /**
     * The caller's own, or the same.
     * @example 6f2c1f5e-7a1f-4d3b-9a55-0c9f3b6e2d10
     */
    clientRequestId: string;
    /**
     * Absent where no operation of the contract was met.
     * @example createSynchronizationProfile
     */
    operationId?: string | undefined;
    /**
     * The tenant that was evicted to make room for this one.
     * @example t1
     */
    evictedTenant?: string | undefined;
    /**
     * The message of an answer that is an error.
     * @example The profile was not found.
     */
    errorMessage?: string | undefined;
    /** What the contract asks of a request that was accepted without it. */
    forgiven?: string[] | undefined;
    /**
     * The least privileged permission that the token of a 403 lacked.
     * @example EduAdministration.Read
     */
    missingPermission?: string | undefined;
    /**
     * Any one of which would have been enough.
     * @example [
     *   "EduAdministration.Read"
     * ]
     */
    sufficientPermissions?: string[] | undefined;
    /**
     * What kind of token it carried; `jwt` is one without permissions.
     * @example opaque
     */
    token: "none" | "opaque" | "delegated" | "application" | "jwt";
}

/** The faults that are injected, and how transitions end. */
export interface Scenario {
    /**
     * Milliseconds before each answer, or the least and the most of them.
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
     * How many of a hundred API calls answer 500 or 503, at random.
     * @default 0
     * @example 5
     */
    failPercent: number;
    /**
     * Whether each API call, told apart by caller, method and path, answers 503 the first time and passes when it is tried again. A change of the scenario or a reset starts over.
     * @default false
     * @example true
     */
    failOnce: boolean;
    /**
     * How many of a hundred API calls end with a reset connection, at random: the call is not executed, and nothing is answered.
     * @default 0
     * @example 5
     */
    connectionResetPercent: number;
    /**
     * Permissions that new tokens carry; null for all.
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
 * Status code of HTTP.
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
     * Length of the window, and what `Retry-After` says.
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
 * What a profile becomes.
 * @example provisioned
 */
export type TransitionTarget = "provisioned" | "provisioningFailed" | "extracting" | "paused" | "inProgress" | "success" | "errors" | "error" | "validationError" | "quarantined" | "deleting" | "deletionFailed" | "deleted";

/** One violation of the contract. */
export interface Violation {
    /**
     * Its place, from `body`, `query`, `header` or `path` down.
     * @example [
     *   "body",
     *   "displayName"
     * ]
     */
    location: string[];
    /**
     * What kind of violation.
     * @example MissingProperty
     */
    code: string;
    /**
     * What is wrong.
     * @example The property 'displayName' is required.
     */
    message: string;
}
