import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlobStore } from "./blobStore.ts";
import { readCsvFile } from "./readCsvFile.ts";
import { sharedAccessFault, sharedAccessQuery, storageVersion } from "./sharedAccess.ts";

export interface BlobUploadOptions {
  /** Where files of a profile go, `undefined` for a profile that does not (or no longer) exist. */
  readonly storeFor: (profileId: string) => BlobStore | undefined;
  /** Path in front of the profile's id, for instance `/_blob`. */
  readonly prefix: string;
  readonly now?: () => Date;
  /** Signs upload URLs; a URL stays good as long as this does. Random by default. */
  readonly secret?: Uint8Array;
  /** Largest file, in bytes (default 256 MiB, Azure's limit for one request). */
  readonly maxBytes?: number;
}

export interface BlobUpload {
  /**
   * Answers a request whose path begins with the prefix, as Azure Blob storage would. An upload that breaks off is
   * not stored. Never rejects because of what a caller sends. A preflight that is one has been answered before.
   *
   * @param requestId value of `x-ms-request-id`
   */
  handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void>;
  /**
   * The URL of a profile's container with a signature that allows uploads for one hour from `now`. A caller puts
   * `/<file name>` between its path and its query.
   *
   * @param base the server's own address, for instance `http://127.0.0.1:4010`
   */
  createUploadUrl(base: string, profileId: string, now: Date): string;
}

const exposedHeaders = "ETag,Last-Modified,x-ms-request-id,x-ms-client-request-id,x-ms-version,x-ms-error-code";

const refusals = {
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

type Refusal = keyof typeof refusals;

/** Makes the place where upload URLs point to. */
export function createBlobUpload(options: BlobUploadOptions): BlobUpload {
  const { storeFor, prefix, now = () => new Date(), secret = randomBytes(32), maxBytes = 256 * 1024 * 1024 } = options;
  let uploads = 0;

  async function handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    setCommonHeaders(request, response, requestId);
    if (request.method === "OPTIONS") return refuse(response, "BadPreflight");

    const target = targetOf(request.url ?? "", prefix);
    if (typeof target === "string") return refuse(response, target);
    const { profileId, fileName, query } = target;
    const refusal =
      request.method === "PUT"
        ? (sharedAccessFault(secret, profileId, query, now()) ??
          (storeFor(profileId) ? headerFault(request, query) : "NoContainer"))
        : "BadMethod";
    if (refusal) return refuse(response, refusal);

    const summary = await readCsvFile(fileName, request).catch((error: unknown) => {
      // An upload that broke off leaves nobody to answer.
      if (!request.errored) throw error;
    });
    if (!summary) return;
    // The profile may have been deleted while its file was on the way.
    const store = storeFor(profileId);
    if (!store) return refuse(response, "NoContainer");
    store.put(profileId, summary);
    uploads += 1;
    response
      .writeHead(201, {
        // The count keeps tags apart under a clock that stands still.
        ETag: `"0x${(now().getTime() * 1000 + uploads).toString(16).toUpperCase()}"`,
        "Last-Modified": now().toUTCString(),
        "x-ms-request-server-encrypted": "true",
        "Content-Length": 0,
      })
      .end();
  }

  function headerFault({ headers }: IncomingMessage, query: URLSearchParams): Refusal | undefined {
    if (query.has("comp")) return "NotWholeBlob";
    if (headers["x-ms-blob-type"] === undefined) return "NoBlobType";
    if (headers["x-ms-blob-type"] !== "BlockBlob") return "BadBlobType";
    if (headers["content-length"] === undefined) return "NoLength";
    if (Number(headers["content-length"]) > maxBytes) return "TooLarge";
    return undefined;
  }

  return {
    handle,
    createUploadUrl: (base, profileId, from) =>
      `${base.replace(/\/+$/, "")}${prefix}/${encodeURIComponent(profileId)}?${sharedAccessQuery(secret, profileId, from)}`,
  };
}

// The URL class would resolve dots and throw on "//", so the path is taken apart as it was sent.
function targetOf(
  url: string,
  prefix: string,
): Refusal | { profileId: string; fileName: string; query: URLSearchParams } {
  const [path = "", ...search] = url.split("?");
  if (!path.startsWith(`${prefix}/`)) return "NoPath";
  let segments: string[];
  try {
    segments = path
      .slice(prefix.length + 1)
      .split("/")
      .map(decodeURIComponent);
  } catch {
    return "MalformedPath";
  }
  const [profileId, fileName, ...deeper] = segments;
  if (!profileId) return "NoPath";
  if (!fileName) return "NoFileName";
  if (deeper.length > 0 || fileName.length > 1024 || /[/\\\0-\x1f\x7f]|^\.{1,2}$/.test(fileName)) return "BadFileName";
  return { profileId, fileName, query: new URLSearchParams(search.join("?")) };
}

function setCommonHeaders({ headers }: IncomingMessage, response: ServerResponse, requestId: string): void {
  response.setHeader("x-ms-request-id", requestId);
  response.setHeader("x-ms-version", headers["x-ms-version"] ?? storageVersion);
  const clientRequestId = headers["x-ms-client-request-id"];
  if (clientRequestId !== undefined) response.setHeader("x-ms-client-request-id", clientRequestId);
  if (headers.origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", exposedHeaders);
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const [status, code, message] = refusals[refusal];
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  if (status === 405) response.setHeader("Allow", "OPTIONS, PUT");
  response
    .writeHead(status, {
      "Content-Type": "application/xml",
      "Content-Length": Buffer.byteLength(body),
      "x-ms-error-code": code,
    })
    .end(body);
}
