import type { HttpRequest } from "../http/service.ts";
import type { BlobError } from "./blobErrors.ts";
import type { BlobContainer, ReadBlob } from "./container.ts";
import type { UncommittedBlocks } from "./uncommittedBlocks.ts";

/** A signed request that writes to a file. */
export interface WriteCall {
  readonly request: HttpRequest;
  /** Of the container. */
  readonly name: string;
  readonly container: BlobContainer;
  readonly fileName: string;
  readonly query: URLSearchParams;
  readonly now: Date;
  readonly blocks: UncommittedBlocks;
  /** Whether the profile was deleted while the request was on the way. */
  readonly isDeleted: () => Promise<boolean>;
}

/** `isWritten` where the file itself has changed. */
export type WriteResult =
  { readonly error: BlobError } | { readonly isWritten: boolean; readonly headers: Record<string, string> };

const unsupportedHeaders: Readonly<Record<string, BlobError>> = {
  "x-ms-copy-source": "CopySource",
  "x-ms-structured-body": "StructuredBody",
  "x-ms-lease-id": "Leased",
  "x-ms-if-tags": "OtherCondition",
  "if-match": "OtherCondition",
  "if-modified-since": "OtherCondition",
  "if-unmodified-since": "OtherCondition",
};

/** What is wrong with the headers of a request that writes, whichever it is. */
export function headerError({ headers }: HttpRequest, maxBytes: number): BlobError | undefined {
  const unsupported = Object.keys(unsupportedHeaders).find((name) => headers[name] !== undefined);
  if (unsupported !== undefined) return unsupportedHeaders[unsupported];
  if ((headers["if-none-match"] ?? "*") !== "*") return "OtherCondition";
  if (headers["content-length"] === undefined) return "NoLength";
  return Number(headers["content-length"]) > maxBytes ? "TooLarge" : undefined;
}

/** Whether the file may only be written where there is none yet. */
export const isConditional = ({ request }: WriteCall): boolean => request.headers["if-none-match"] !== undefined;

/** Why a file may not be written, as things are now. */
export async function conditionError(call: WriteCall): Promise<BlobError | undefined> {
  return isConditional(call) && (await call.container.has(call.fileName)) ? "AlreadyExists" : undefined;
}

/** Commits a blob that was read, and drops the blocks that a commit makes void. Returns why it was not stored. */
export async function commitBlob(blob: ReadBlob, call: WriteCall): Promise<BlobError | undefined> {
  const committed = await blob.commit(isConditional(call));
  if (committed === "exists") return "AlreadyExists";
  if (committed === "gone") return "UnknownContainer";
  call.blocks.drop(call.name, call.fileName);
  return undefined;
}

/** Reads a body of a known length. */
export async function readContent(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  // Buffer.concat would put a small block into a pool, which lives as long as the block.
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
