import { type BlobServiceOptions, blobService } from "../../../src/mock/blobStorage/blobService.ts";
import { createUncommittedBlocks } from "../../../src/mock/blobStorage/uncommittedBlocks.ts";
import { createUploadUrls } from "../../../src/mock/blobStorage/uploadUrls.ts";
import type { Answer } from "../../../src/mock/http/answer.ts";
import { profileContainer } from "../../../src/mock/schoolDataSync/files/profileContainer.ts";
import { createUploadedFiles } from "../../../src/mock/schoolDataSync/files/uploadedFiles.ts";
import { request } from "../../support/request.ts";

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
}: Partial<BlobServiceOptions> & { maxBlockBytes?: number } = {}) {
  const files = createUploadedFiles();
  const containers = new Set(["p1", "p2"]);
  const uploadUrls = createUploadUrls(() => Buffer.from("a secret"));
  const blocks = createUncommittedBlocks({ maxBytes: maxBlockBytes });
  const storage = { blocks, now: new Date("2026-03-01T08:00:00Z"), containers, files, send, stored };
  const filesOf = async (name: string) => (containers.has(name) ? files : undefined);
  const service = blobService({
    uploadUrls,
    blocks,
    containerOf: async (name) => {
      const own = await filesOf(name);
      return own && profileContainer(name, own, () => filesOf(name));
    },
    ownerOf: async () => undefined,
    now: () => storage.now,
    ...options,
  });

  function send(sent: Sent = {}): Promise<Answer> {
    const { method = "PUT", fileName = "School.csv", container = "p1", query = {}, headers = {}, body = "" } = sent;
    const path = uploadUrls.issue("", container, storage.now).replace("?", fileName === "" ? "?" : `/${fileName}?`);
    const bytes = Buffer.from(body as string);
    async function* parts() {
      sent.whileReading?.();
      // A body arrives in several parts.
      const size = Math.max(10, Math.ceil(bytes.length / 10));
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const url = `${path}${new URLSearchParams(query).size > 0 ? "&" : ""}${new URLSearchParams(query)}`;
    const length = { "content-length": String(bytes.length) };
    return service.answer(request(method, url, { headers: { ...length, ...headers }, parts: parts() }));
  }

  async function stored(container = "p1"): Promise<string[]> {
    return (await files.of(container)).map(({ fileName, rows }) => `${fileName} ${rows}`);
  }

  return storage;
}

/** The status and the error code of an answer. */
export const outcome = ({ status, headers }: Answer): string => `${status} ${headers["x-ms-error-code"] ?? ""}`.trim();
