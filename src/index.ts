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
  type GraphErrorKind,
  type GraphErrorOptions,
  type GraphInnerError,
} from "./client/graphError.ts";
export {
  paginate,
  type CollectionPath,
  type Page,
  type PagedItems,
  type PageInit,
  type PageOf,
} from "./client/pagination.ts";
export type { FailedAttempt, RetryContext, RetryOptions } from "./client/retry.ts";
export { startSynchronization, type StartOptions } from "./client/startSynchronization.ts";
export type { AccessToken, GetToken, GraphCredential, TokenAnswer } from "./client/token.ts";
export {
  createGraphFetch,
  type CredentialOptions,
  type GetTokenOptions,
  type GraphFetch,
  type GraphFetchOptions,
  type TransportOptions,
} from "./client/transport.ts";
export {
  uploadCsv,
  uploadCsvFiles,
  type CsvFiles,
  type UploadBody,
  type UploadOptions,
  type UploadProgress,
} from "./client/uploadCsv.ts";
export { waitForDeletion, waitForProvisioning, waitForSynchronization, type WaitOptions } from "./client/waiting.ts";
