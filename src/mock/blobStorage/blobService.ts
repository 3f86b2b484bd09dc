import { createByteBudget } from "../http/byteBudget.ts";
import type { Answer } from "../http/answer.ts";
import type { HttpError, HttpRequest, Service } from "../http/service.ts";
import { limits } from "../limits.ts";
import { blobErrorAnswer, blobErrorOf } from "./blobErrors.ts";
import { headerError, type WriteCall, type WriteResult } from "./blobRequest.ts";
import { blobPrefix, blobTargetOf } from "./blobTarget.ts";
import type { BlobContainer } from "./container.ts";
import { putBlob } from "./operations/putBlob.ts";
import { putBlock } from "./operations/putBlock.ts";
import { putBlockList } from "./operations/putBlockList.ts";
import { storageVersion } from "./sharedAccessSignature.ts";
import { createUncommittedBlocks, type UncommittedBlocks } from "./uncommittedBlocks.ts";
import type { UploadUrls } from "./uploadUrls.ts";

export interface BlobServiceOptions {
  readonly uploadUrls: UploadUrls;
  /** A container by name; `undefined` if its profile doesn't exist, or no longer exists. */
  readonly containerOf: (name: string) => Promise<BlobContainer | undefined>;
  /** The tenant that owns a container; `undefined` if none does. */
  readonly ownerOf: (name: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly blocks?: UncommittedBlocks;
  /** How long an upload may stall. */
  readonly idleInMs?: number;
  /** Largest request body, in bytes (default 256 MiB, up to which Azure's clients send a file in one request). */
  readonly maxBytes?: number;
  /** Maximum total bytes of concurrent uploads. */
  readonly maxConcurrentBytes?: number;
}

/** The result of a request, and the container that its signature names, if it is one of ours, even an expired one. */
type Outcome = WriteResult & { readonly container?: string };

const writes: Readonly<Record<string, (call: WriteCall) => Promise<WriteResult>>> = {
  "": putBlob,
  block: putBlock,
  blocklist: putBlockList,
};

function commonHeaders({ headers, ids }: HttpRequest): Record<string, string> {
  const { "x-ms-version": version = storageVersion, "x-ms-client-request-id": clientRequestId } = headers;
  return {
    "x-ms-request-id": ids.requestId,
    "x-ms-version": String(version),
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": String(clientRequestId) }),
  };
}

/** The part of Azure Blob Storage that upload URLs use. */
export function blobService(options: BlobServiceOptions): Service {
  const { uploadUrls, containerOf, ownerOf, now, maxBytes = limits.upload.max } = options;
  const { blocks = createUncommittedBlocks(), idleInMs = limits.requestTime.max } = options;
  const uploads = createByteBudget(options.maxConcurrentBytes ?? limits.uploads.max);
  let writtenFiles = 0;

  async function outcome(request: HttpRequest): Promise<Outcome> {
    const { method, headers } = request;
    if (method === "OPTIONS") return { error: "InvalidPreflight" };
    const target = blobTargetOf(request.target);
    if (typeof target === "string") return { error: target };
    const { container: name = "", otherContainer, fileName, query } = target;
    if (!/^(DELETE|GET|HEAD|PUT)$/.test(method)) return { error: "OtherMethod" };
    const signatureError = uploadUrls.error(query, now());
    if (signatureError && signatureError !== "ExpiredSignature") return { error: signatureError };
    if (otherContainer !== undefined) return { error: "WrongSignature" };
    if (signatureError) return { error: signatureError, container: name };
    if (method !== "PUT" || query.has("restype")) return { error: "WriteOnly", container: name };
    if (!fileName) return { error: "NoFileName", container: name };
    const container = await containerOf(name);
    if (!container) return { error: "UnknownContainer", container: name };
    const comp = query.get("comp") ?? "";
    const write = Object.hasOwn(writes, comp) ? writes[comp] : undefined;
    if (!write) return { error: "OtherComp", container: name };
    const error = headerError(request, maxBytes);
    if (error) return { error, container: name };
    const isDeleted = async () => (await containerOf(name)) === undefined;
    const release = uploads.reserve(Number(headers["content-length"]));
    if (!release) return { error: "Busy", container: name };
    try {
      const call = { request, name, container, fileName, query, now: now(), blocks, isDeleted };
      return { ...(await write(call)), container: name };
    } finally {
      release();
    }
  }

  /** The headers of a file that was just written. */
  function fileHeaders(): Record<string, string> {
    writtenFiles += 1;
    return {
      // The count keeps ETags unique even if the clock stands still.
      ETag: `"0x${(now().getTime() * 1000 + writtenFiles).toString(16).toUpperCase()}"`,
      "Last-Modified": now().toUTCString(),
    };
  }

  function answerTo(result: WriteResult): Answer {
    if ("error" in result) return blobErrorAnswer(result.error);
    const headers = {
      ...(result.isWritten ? fileHeaders() : {}),
      "x-ms-request-server-encrypted": "true",
      ...result.headers,
    };
    return { status: 201, headers, body: undefined };
  }

  return {
    has: ({ target: { path } }) => path.startsWith(`${blobPrefix}/`),
    isOpenToWebPages: true,
    arrivalTimes: { totalInMs: limits.uploadTime.max, idleInMs },
    answer: async (request) => {
      const { container, ...result } = await outcome(request);
      const { headers, ...answer } = answerTo(result);
      const tenant = (container === undefined ? undefined : await ownerOf(container)) ?? null;
      return { ...answer, headers: { ...commonHeaders(request), ...headers }, tenant };
    },
    refuse: (error: HttpError, request) => {
      const target = blobTargetOf(request.target);
      const own = error.status === 400 && typeof target === "string" ? target : blobErrorOf(error.status);
      const { headers, ...answer } = blobErrorAnswer(own, error.status === 400 ? error.message : undefined);
      return { ...answer, headers: { ...commonHeaders(request), ...headers }, tenant: null };
    },
  };
}
