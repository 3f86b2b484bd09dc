import type { BlobAnswer, BlobUploadOptions } from "../../../src/mock/blobStorage/blobUpload.ts";
import { createBlobUpload } from "../../../src/mock/blobStorage/blobUpload.ts";
import { createUncommittedBlocks } from "../../../src/mock/blobStorage/uncommittedBlocks.ts";
import { createUploadedFiles } from "../../../src/mock/schoolDataSync/files/uploadedFiles.ts";

export interface Sent {
  readonly method?: string;
  readonly fileName?: string;
  readonly container?: string;
  /** Added to the query of the upload URL. */
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  /** Called when the body is read. */
  readonly whileReading?: () => void;
}

/** The storage of the containers `p1` and `p2`, without a server. */
export function createStorage({
  maxBlockBytes = 100_000,
  ...options
}: Partial<BlobUploadOptions> & { maxBlockBytes?: number } = {}) {
  const files = createUploadedFiles({ blocks: createUncommittedBlocks({ maxBytes: maxBlockBytes }) });
  const containers = new Set(["p1", "p2"]);
  const storage = { now: new Date("2026-03-01T08:00:00Z"), containers, files, send, stored };
  const upload = createBlobUpload({
    uploadedFilesOf: (container) => (containers.has(container) ? files : undefined),
    now: () => storage.now,
    ...options,
  });

  function send(sent: Sent = {}): Promise<BlobAnswer> {
    const { method = "PUT", fileName = "School.csv", container = "p1", query = {}, headers = {}, body = "" } = sent;
    const path = upload
      .createUploadUrl("", container, storage.now)
      .replace("?", fileName === "" ? "?" : `/${fileName}?`);
    const bytes = Buffer.from(body as string);
    const request = {
      method,
      url: `${path}${new URLSearchParams(query).size > 0 ? "&" : ""}${new URLSearchParams(query)}`,
      headers: { "content-length": String(bytes.length), ...headers },
      async *[Symbol.asyncIterator]() {
        sent.whileReading?.();
        // A body comes in more than one part.
        const size = Math.max(10, Math.ceil(bytes.length / 10));
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      },
    };
    return upload.answer(request, "r1");
  }

  async function stored(container = "p1"): Promise<string[]> {
    return (await files.of(container)).map(({ fileName, rows }) => `${fileName} ${rows}`);
  }

  return storage;
}

/** What a client reads of an answer. */
export const outcome = ({ status, headers }: BlobAnswer): string =>
  `${status} ${headers["x-ms-error-code"] ?? ""}`.trim();
