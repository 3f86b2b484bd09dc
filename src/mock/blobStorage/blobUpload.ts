import { randomBytes } from "node:crypto";
import { createByteBudget } from "../http/byteBudget.ts";
import { limits } from "../limits.ts";
import { errorAnswer } from "./blobErrors.ts";
import { type BlobRequest, headerError, type WriteCall, type WriteResult } from "./blobRequest.ts";
import { blobPrefix, blobTargetOf } from "./blobTarget.ts";
import { putBlob } from "./operations/putBlob.ts";
import { putBlock } from "./operations/putBlock.ts";
import { putBlockList } from "./operations/putBlockList.ts";
import { sharedAccessError, sharedAccessQuery, storageVersion } from "./sharedAccessSignature.ts";
import type { UploadedFiles } from "../schoolDataSync/files/uploadedFiles.ts";

export { blobPrefix };

export interface BlobUploadOptions {
  /** Where the files of a container go; `undefined` where its profile does not (or no longer) exist. */
  readonly uploadedFilesOf: (container: string) => UploadedFiles | undefined | Promise<UploadedFiles | undefined>;
  readonly now?: () => Date;
  /** Signs upload URLs; a URL stays good as long as this does. Random by default. */
  readonly secret?: Uint8Array;
  /** Largest request body, in bytes (default 256 MiB, up to which Azure's clients send a file in one request). */
  readonly maxBytes?: number;
  /** Bytes of all uploads that are under way. */
  readonly maxBytesUnderWay?: number;
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
  /** The answer to an upload that took too long to arrive, or whose files can't be kept at the moment. */
  fail: (error: "OutOfTime" | "Unavailable", request: BlobRequest, requestId: string) => BlobAnswer;
  /**
   * The URL of a container with a signature that allows uploads for one hour from `now`. A caller puts
   * `/<file name>` between its path and its query.
   *
   * @param base the server's own address, for instance `http://127.0.0.1:4010`
   */
  createUploadUrl: (base: string, container: string, now: Date) => string;
}

type Outcome = WriteResult & Pick<BlobAnswer, "container">;

const writes: Readonly<Record<string, (call: WriteCall) => Promise<WriteResult>>> = {
  "": putBlob,
  block: putBlock,
  blocklist: putBlockList,
};

/** Makes the place where upload URLs point to. */
export function createBlobUpload(options: BlobUploadOptions): BlobUpload {
  const { uploadedFilesOf, now = () => new Date(), secret = randomBytes(32), maxBytes = limits.upload.max } = options;
  const underWay = createByteBudget(options.maxBytesUnderWay ?? limits.uploads.max);
  let writtenFiles = 0;

  async function outcome(request: BlobRequest): Promise<Outcome> {
    if (request.method === "OPTIONS") return { error: "InvalidPreflight" };
    const target = blobTargetOf(request.url ?? "");
    if (typeof target === "string") return { error: target };
    const { container = "", otherContainer, fileName, query } = target;
    if (!/^(DELETE|GET|HEAD|PUT)$/.test(request.method ?? "")) return { error: "OtherMethod" };
    const signatureError = sharedAccessError(secret, query, now());
    if (signatureError && signatureError !== "ExpiredSignature") return { error: signatureError };
    if (otherContainer !== undefined) return { error: "WrongSignature" };
    if (signatureError) return { error: signatureError, container };
    if (request.method !== "PUT" || query.has("restype")) return { error: "WriteOnly", container };
    if (!fileName) return { error: "NoFileName", container };
    const files = await uploadedFilesOf(container);
    if (!files) return { error: "UnknownContainer", container };
    const comp = query.get("comp") ?? "";
    const write = Object.hasOwn(writes, comp) ? writes[comp] : undefined;
    if (!write) return { error: "OtherComp", container };
    const error = headerError(request, maxBytes);
    if (error) return { error, container };
    const isDeleted = async () => (await uploadedFilesOf(container)) === undefined;
    const release = underWay.reserve(Number(request.headers["content-length"]));
    if (!release) return { error: "Busy", container };
    try {
      return { ...(await write({ request, container, fileName, query, now: now(), files, isDeleted })), container };
    } finally {
      release();
    }
  }

  /** The headers of a file that was just written. */
  function fileHeaders(): Record<string, string> {
    writtenFiles += 1;
    return {
      // The count keeps tags apart under a clock that stands still.
      ETag: `"0x${(now().getTime() * 1000 + writtenFiles).toString(16).toUpperCase()}"`,
      "Last-Modified": now().toUTCString(),
    };
  }

  function answerTo(result: WriteResult): Omit<BlobAnswer, "container"> {
    if ("error" in result) return errorAnswer(result.error);
    const headers = {
      ...(result.isWritten ? fileHeaders() : {}),
      "x-ms-request-server-encrypted": "true",
      ...result.headers,
    };
    return { status: 201, headers, body: undefined };
  }

  return {
    answer: async (request, requestId) => {
      const { container, ...result } = await outcome(request);
      const { headers, ...answer } = answerTo(result);
      const common = commonHeaders(request, requestId);
      return { ...answer, headers: { ...common, ...headers }, ...(container === undefined ? {} : { container }) };
    },
    fail: (error, request, requestId) => {
      const { headers, ...answer } = errorAnswer(error);
      return { ...answer, headers: { ...commonHeaders(request, requestId), ...headers } };
    },
    createUploadUrl: (base, container, from) => {
      const query = sharedAccessQuery(secret, container, from);
      return `${base.replace(/\/+$/, "")}${blobPrefix}/${encodeURIComponent(container)}?${query}`;
    },
  };
}

function commonHeaders({ headers }: BlobRequest, requestId: string): Record<string, string> {
  const { "x-ms-version": version = storageVersion, "x-ms-client-request-id": clientRequestId } = headers;
  return {
    "x-ms-request-id": requestId,
    "x-ms-version": String(version),
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": String(clientRequestId) }),
  };
}
