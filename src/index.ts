export type { operations, paths } from "../generated/openapi.ts";
export type * from "../generated/types.ts";
export {
  createGraphEducationClient,
  type GraphEducationClient,
  type GraphEducationClientOptions,
} from "./client/client.ts";
export {
  GraphError,
  unwrap,
  type FetchResult,
  type GraphErrorDetail,
  type GraphInnerError,
} from "./client/graphError.ts";
export { paginate, type Page, type PagedItems, type PaginateOptions } from "./client/pagination.ts";
export {
  startSynchronization,
  waitUntilProvisioned,
  type StartOptions,
  type WaitOptions,
} from "./client/profileLifecycle.ts";
export type { RetryContext, RetryOptions } from "./client/retry.ts";
export type { AccessToken, GetToken, GraphCredential, TokenAnswer } from "./client/token.ts";
export { createGraphFetch, type GraphFetch, type GraphFetchOptions } from "./client/transport.ts";
export { uploadCsv, type UploadOptions, type UploadProgress } from "./client/uploadCsv.ts";
