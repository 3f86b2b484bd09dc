import { blobPrefix } from "./blobTarget.ts";
import { sharedAccessError, sharedAccessQuery, type SharedAccessError } from "./sharedAccessSignature.ts";

/** Issues and checks upload URLs. */
export interface UploadUrls {
  /**
   * The URL of a container with a signature that allows uploads for one hour from `now`. Callers insert
   * `/<file name>` between its path and its query.
   *
   * @param base the server's own address, such as `http://127.0.0.1:4010`
   */
  issue: (base: string, container: string, now: Date) => string;
  /** Why the query of a URL grants no access to the container that it names. */
  error: (query: URLSearchParams, now: Date) => SharedAccessError | undefined;
}

/** @param secret signs upload URLs, which stay valid only as long as it is unchanged */
export const createUploadUrls = (secret: () => Uint8Array): UploadUrls => ({
  issue: (base, container, now) =>
    `${base.replace(/\/+$/, "")}${blobPrefix}/${encodeURIComponent(container)}?${sharedAccessQuery(secret(), container, now)}`,
  error: (query, now) => sharedAccessError(secret(), query, now),
});
