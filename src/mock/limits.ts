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

/** Everything that callers can make grow, or keep waiting, and where it ends. */
export const limits = {
  connections: { what: "connections", max: 10_000, unit: "connections", beyond: "are closed" },
  pipelinedRequests: {
    what: "requests waiting on one connection for the answers before theirs",
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
    beyond: "close the connection that has waited longest",
  },
  unreadAnswerTime: {
    what: "time in which a caller reads nothing of its answer",
    max: 60 * second,
    unit: "ms",
    beyond: "closes the connection",
  },
  apiBody: { what: "body of a request to the API or to /_mock", max: 4 * MB, unit: "bytes", beyond: "413, or 400" },
  apiBodies: { what: "such bodies under way", max: 128 * MB, unit: "bytes", beyond: "503 with Retry-After" },
  bodyValues: { what: "values in the JSON of a request to the API", max: 10_000, unit: "values", beyond: "400" },
  batchValues: { what: "values in the JSON of a batch", max: 40_000, unit: "values", beyond: "400" },
  bodyDepth: { what: "depth of the JSON in a body", max: 64, unit: "levels", beyond: "400" },
  violations: {
    what: "violations that are kept of one request",
    max: 100,
    unit: "entries",
    beyond: "are left out",
  },
  requestTime: { what: "time in which a request arrives", max: 120 * second, unit: "ms", beyond: "408" },
  uploadTime: {
    what: "time in which an upload arrives",
    max: 3600 * second,
    unit: "ms",
    beyond: "500 OperationTimedOut, also if nothing arrives for as long as a request may take",
  },
  upload: { what: "body of an upload", max: 256 * MB, unit: "bytes", beyond: "413 RequestBodyTooLarge" },
  uploads: { what: "uploads under way", max: 512 * MB, unit: "bytes", beyond: "503 ServerBusy" },
  blockList: { what: "block list", max: 8 * MB, unit: "bytes", beyond: "413 RequestBodyTooLarge" },
  blocks: {
    what: "uncommitted blocks",
    max: 256 * MB,
    unit: "bytes",
    beyond: "drop those of the file written longest ago, or 413 RequestBodyTooLarge",
  },
  fileSummaries: {
    what: "keys and references of uploaded files in memory",
    max: 128 * MB,
    unit: "bytes",
    beyond: "drop those of the file uploaded longest ago",
  },
  files: {
    what: "uploaded files in memory",
    max: 10_000,
    unit: "entries",
    beyond: "drop the file uploaded longest ago",
  },
  filesOfProfile: {
    what: "uploaded files of one profile in a store",
    max: 1000,
    unit: "entries",
    beyond: "drop the file uploaded longest ago",
  },
  fileInspections: {
    what: "results of verified files",
    max: 100,
    unit: "entries",
    beyond: "are made again",
  },
  profilesInMemory: {
    what: "profiles in memory, of all tenants, as JSON",
    max: 128 * MB,
    unit: "bytes",
    beyond: "503",
  },
  profilesOfTenant: { what: "profiles of one tenant in memory", max: 10_000, unit: "profiles", beyond: "503" },
  tenants: {
    what: "tenants in memory, beside the default one",
    max: 1000,
    unit: "entries",
    beyond: "evict the tenant used longest ago",
  },
  tokenRequestBody: {
    what: "body of a request to the token endpoint",
    max: 64 * kB,
    unit: "bytes",
    beyond: "400 invalid_request",
  },
  grants: {
    what: "codes, device codes and refresh tokens, of each kind",
    max: 4 * MB,
    unit: "bytes",
    beyond: "forget the oldest",
  },
  verifiedTokens: { what: "access tokens verified before", max: 4 * MB, unit: "bytes", beyond: "are verified again" },
  throttledCallers: {
    what: "callers counted for --throttle",
    max: 10_000,
    unit: "entries",
    beyond: "forget the one counted longest ago",
  },
  failedCalls: {
    what: "calls that have failed for --fail-once",
    max: 100_000,
    unit: "entries",
    beyond: "forget those of the tenant that failed first",
  },
  journalEntries: { what: "requests in the journal", max: 1000, unit: "entries", beyond: "forget the oldest" },
  journalBody: { what: "body in the journal", max: 128 * kB, unit: "bytes", beyond: "is not kept" },
  journalBodies: { what: "bodies in the journal", max: 8 * MB, unit: "bytes", beyond: "drop the oldest bodies" },
  journal: { what: "the journal without bodies", max: 16 * MB, unit: "bytes", beyond: "forget the oldest requests" },
  eventStreams: { what: "open event streams", max: 256, unit: "streams", beyond: "429" },
} as const satisfies Record<string, Limit>;
