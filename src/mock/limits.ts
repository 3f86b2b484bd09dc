interface Limit {
  /** What is limited. */
  what: string;
  max: number;
  unit: "bytes" | "ms" | "levels" | "values" | "requests" | "connections" | "streams" | "entries" | "profiles";
  /** What happens to more. */
  beyond: string;
}

const kB = 1024;
const MB = 1024 * kB;
const second = 1000;

/** The limits of everything that callers could make grow or wait without bounds. */
export const limits = {
  connections: { what: "connections", max: 10_000, unit: "connections", beyond: "are closed" },
  pipelinedRequests: {
    what: "requests waiting on one connection for earlier answers",
    max: 100,
    unit: "requests",
    beyond: "are not read, and the last answer closes the connection",
  },
  waitingRequests: {
    what: "such requests on all connections",
    max: 5000,
    unit: "requests",
    beyond: "close their connection",
  },
  unreadAnswers: {
    what: "answers that callers have not read yet",
    max: 256 * MB,
    unit: "bytes",
    beyond: "close the connection that has been waiting longest",
  },
  unreadAnswerTime: {
    what: "time without a caller reading any of its answer",
    max: 60 * second,
    unit: "ms",
    beyond: "closes the connection",
  },
  apiBody: { what: "body of a request to the API or to /_mock", max: 4 * MB, unit: "bytes", beyond: "413, or 400" },
  apiBodies: { what: "such bodies in progress", max: 128 * MB, unit: "bytes", beyond: "503 with Retry-After" },
  bodyValues: { what: "values in the JSON of a request to the API", max: 10_000, unit: "values", beyond: "400" },
  batchValues: { what: "values in the JSON of a batch", max: 40_000, unit: "values", beyond: "400" },
  bodyDepth: { what: "depth of the JSON in a body", max: 64, unit: "levels", beyond: "400" },
  violations: {
    what: "violations of one request",
    max: 100,
    unit: "entries",
    beyond: "are omitted",
  },
  requestTime: { what: "time for a request to arrive", max: 120 * second, unit: "ms", beyond: "408" },
  uploadTime: {
    what: "time for an upload to arrive",
    max: 3600 * second,
    unit: "ms",
    beyond: "500 OperationTimedOut, also if nothing arrives within the time for a request",
  },
  upload: { what: "body of an upload", max: 256 * MB, unit: "bytes", beyond: "413 RequestBodyTooLarge" },
  uploads: { what: "uploads in progress", max: 512 * MB, unit: "bytes", beyond: "503 ServerBusy" },
  blockList: { what: "block list", max: 8 * MB, unit: "bytes", beyond: "413 RequestBodyTooLarge" },
  blocks: {
    what: "uncommitted blocks",
    max: 256 * MB,
    unit: "bytes",
    beyond: "drop those of the least recently written file, or 413 RequestBodyTooLarge",
  },
  fileSummaries: {
    what: "keys and references of uploaded files in memory",
    max: 128 * MB,
    unit: "bytes",
    beyond: "drop those of the least recently uploaded file",
  },
  files: {
    what: "uploaded files in memory",
    max: 10_000,
    unit: "entries",
    beyond: "drop the least recently uploaded file",
  },
  filesOfProfile: {
    what: "uploaded files of one profile in a store",
    max: 1000,
    unit: "entries",
    beyond: "drop the least recently uploaded file",
  },
  fileInspections: {
    what: "results of verifying files",
    max: 100,
    unit: "entries",
    beyond: "are computed again",
  },
  profilesInMemory: {
    what: "profiles in memory, of all tenants, as JSON",
    max: 128 * MB,
    unit: "bytes",
    beyond: "503",
  },
  profilesOfTenant: { what: "profiles of one tenant in memory", max: 10_000, unit: "profiles", beyond: "503" },
  tenants: {
    what: "tenants in memory, besides the default one",
    max: 1000,
    unit: "entries",
    beyond: "evict the least recently used tenant",
  },
  tokenRequestBody: {
    what: "body of a request to the token endpoint",
    max: 64 * kB,
    unit: "bytes",
    beyond: "400 invalid_request",
  },
  grants: {
    what: "codes, device codes and refresh tokens, each",
    max: 4 * MB,
    unit: "bytes",
    beyond: "drop the oldest",
  },
  verifiedTokens: { what: "verified access tokens", max: 4 * MB, unit: "bytes", beyond: "are verified again" },
  throttledCallers: {
    what: "callers counted for --throttle",
    max: 10_000,
    unit: "entries",
    beyond: "drop the one counted longest ago",
  },
  failedCalls: {
    what: "calls that have failed for --fail-once",
    max: 100_000,
    unit: "entries",
    beyond: "drop those of the tenant that failed first",
  },
  journalEntries: { what: "requests in the journal", max: 1000, unit: "entries", beyond: "drop the oldest" },
  journalBody: { what: "body in the journal", max: 128 * kB, unit: "bytes", beyond: "is not stored" },
  journalBodies: { what: "bodies in the journal", max: 8 * MB, unit: "bytes", beyond: "drop the oldest bodies" },
  journal: { what: "the journal without bodies", max: 16 * MB, unit: "bytes", beyond: "drop the oldest requests" },
  eventStreams: { what: "open event streams", max: 256, unit: "streams", beyond: "429" },
} as const satisfies Record<string, Limit>;
