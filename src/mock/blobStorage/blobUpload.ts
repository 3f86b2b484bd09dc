import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { readCsvFile } from "./csv/inspectFile.ts";
import { sharedAccessError, sharedAccessQuery, storageVersion } from "./sharedAccessSignature.ts";
import type { UploadedFiles } from "./uploadedFiles.ts";

/** Path in front of a container's name. */
export const blobPrefix = "/_blob";

export interface BlobUploadOptions {
  /** Where the files of a container go; `undefined` where its profile does not (or no longer) exist. */
  readonly uploadedFilesOf: (container: string) => UploadedFiles | undefined | Promise<UploadedFiles | undefined>;
  readonly now?: () => Date;
  /** Signs upload URLs; a URL stays good as long as this does. Random by default. */
  readonly secret?: Uint8Array;
  /** Largest file, in bytes (default 256 MiB, Azure's limit for one request). */
  readonly maxBytes?: number;
}

/** A request whose path begins with the prefix; its body is read where a file is expected. */
export interface BlobRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface BlobAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly errorMessage?: string;
  /** The container that the request names by a signature of ours, expired or not. */
  readonly container?: string;
}

export interface BlobUpload {
  /**
   * Answers a request as Azure Blob storage would. Rejects when the upload breaks off; nothing is stored then.
   *
   * @param requestId value of `x-ms-request-id`
   */
  answer: (request: BlobRequest, requestId: string) => Promise<BlobAnswer>;
  /**
   * The URL of a container with a signature that allows uploads for one hour from `now`. A caller puts
   * `/<file name>` between its path and its query.
   *
   * @param base the server's own address, for instance `http://127.0.0.1:4010`
   */
  createUploadUrl: (base: string, container: string, now: Date) => string;
}

const errors = {
  MalformedPath: [400, "InvalidUri", "The path holds a percent sign that does not begin an escape sequence."],
  NoFileName: [
    400,
    "InvalidUri",
    "The path names no file: put it between the path of the upload URL and its query, as in /School.csv?sv=...",
  ],
  BadFileName: [
    400,
    "InvalidResourceName",
    "The file name is longer than 1,024 characters, or holds a path separator or a control character.",
  ],
  BadPreflight: [
    400,
    "InvalidHeaderValue",
    "A preflight request needs the headers Origin and Access-Control-Request-Method.",
  ],
  NoBlobType: [400, "MissingRequiredHeader", "The header x-ms-blob-type is required. Its value must be BlockBlob."],
  BadBlobType: [400, "InvalidHeaderValue", "The value of the header x-ms-blob-type must be BlockBlob."],
  NotWholeBlob: [
    400,
    "UnsupportedQueryParameter",
    "The parameter comp is not supported: upload each file whole, in a single request.",
  ],
  missing: [
    403,
    "AuthenticationFailed",
    "The URL carries no signature (sig). Use the upload URL with its whole query.",
  ],
  foreign: [
    403,
    "AuthenticationFailed",
    "The signature was not made by this server for this container, or the URL was altered.",
  ],
  expired: [403, "AuthenticationFailed", "The signature has expired. Ask for a new upload URL."],
  NoPath: [404, "ResourceNotFound", "There is nothing at this path."],
  NoContainer: [404, "ContainerNotFound", "There is no profile with this id, or it was deleted."],
  BadMethod: [405, "UnsupportedHttpVerb", "Files can only be uploaded here, with PUT."],
  NoLength: [411, "MissingContentLengthHeader", "The header Content-Length is required."],
  TooLarge: [413, "RequestBodyTooLarge", "The file is larger than this server takes in one request."],
} as const satisfies Record<string, readonly [status: number, code: string, message: string]>;

type BlobError = keyof typeof errors;

function headerError({ headers }: BlobRequest, query: URLSearchParams, maxBytes: number): BlobError | undefined {
  if (query.has("comp")) return "NotWholeBlob";
  if (headers["x-ms-blob-type"] === undefined) return "NoBlobType";
  if (headers["x-ms-blob-type"] !== "BlockBlob") return "BadBlobType";
  if (headers["content-length"] === undefined) return "NoLength";
  if (Number(headers["content-length"]) > maxBytes) return "TooLarge";
  return undefined;
}

/** Makes the place where upload URLs point to. */
export function createBlobUpload(options: BlobUploadOptions): BlobUpload {
  const { uploadedFilesOf, now = () => new Date(), secret = randomBytes(32), maxBytes = 256 * 1024 * 1024 } = options;
  let uploads = 0;

  async function outcome(request: BlobRequest): Promise<Pick<BlobAnswer, "container"> & { error?: BlobError }> {
    if (request.method === "OPTIONS") return { error: "BadPreflight" };
    const target = targetOf(request.url ?? "");
    if (typeof target === "string") return { error: target };
    const { container, fileName, query } = target;
    if (request.method !== "PUT") return { error: "BadMethod" };
    const signatureError = sharedAccessError(secret, container, query, now());
    if (signatureError && signatureError !== "expired") return { error: signatureError };
    const error =
      signatureError ?? ((await uploadedFilesOf(container)) ? headerError(request, query, maxBytes) : "NoContainer");
    if (error) return { error, container };
    const summary = await readCsvFile(fileName, request);
    // The profile may have been deleted while its file was on the way.
    const files = await uploadedFilesOf(container);
    if (!files) return { error: "NoContainer", container };
    files.put(container, summary);
    return { container };
  }

  function created(): Pick<BlobAnswer, "status" | "headers" | "body"> {
    uploads += 1;
    const headers = {
      // The count keeps tags apart under a clock that stands still.
      ETag: `"0x${(now().getTime() * 1000 + uploads).toString(16).toUpperCase()}"`,
      "Last-Modified": now().toUTCString(),
      "x-ms-request-server-encrypted": "true",
    };
    return { status: 201, headers, body: undefined };
  }

  return {
    answer: async (request, requestId) => {
      const { error, container } = await outcome(request);
      const { headers, ...answer } = error ? errorAnswer(error) : created();
      const common = commonHeaders(request, requestId);
      return { ...answer, headers: { ...common, ...headers }, ...(container === undefined ? {} : { container }) };
    },
    createUploadUrl: (base, container, from) => {
      const query = sharedAccessQuery(secret, container, from);
      return `${base.replace(/\/+$/, "")}${blobPrefix}/${encodeURIComponent(container)}?${query}`;
    },
  };
}

// The URL class would resolve dots and throw on "//", so the path is taken apart as it was sent.
function targetOf(url: string): BlobError | { container: string; fileName: string; query: URLSearchParams } {
  const [path = "", ...search] = url.split("?");
  if (!path.startsWith(`${blobPrefix}/`)) return "NoPath";
  let segments: string[];
  try {
    segments = path
      .slice(blobPrefix.length + 1)
      .split("/")
      .map(decodeURIComponent);
  } catch {
    return "MalformedPath";
  }
  const [container, fileName, ...deeper] = segments;
  if (!container) return "NoPath";
  if (!fileName) return "NoFileName";
  if (deeper.length > 0 || fileName.length > 1024 || /[/\\\0-\x1f\x7f]|^\.{1,2}$/.test(fileName)) return "BadFileName";
  return { container, fileName, query: new URLSearchParams(search.join("?")) };
}

function commonHeaders({ headers }: BlobRequest, requestId: string): Record<string, string> {
  const { "x-ms-version": version = storageVersion, "x-ms-client-request-id": clientRequestId } = headers;
  return {
    "x-ms-request-id": requestId,
    "x-ms-version": String(version),
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": String(clientRequestId) }),
  };
}

function errorAnswer(error: BlobError): Pick<BlobAnswer, "status" | "headers" | "body" | "errorMessage"> {
  const [status, code, message] = errors[error];
  const headers = {
    ...(status === 405 ? { Allow: "OPTIONS, PUT" } : {}),
    "Content-Type": "application/xml",
    "x-ms-error-code": code,
  };
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers, body, errorMessage: message };
}
