import type { HttpRequest } from "../http/service.ts";
import type { BlobError } from "./blobErrors.ts";
import type { BlobContainer, ReadBlob } from "./container.ts";
import type { UncommittedBlocks } from "./uncommittedBlocks.ts";

/** A signed request that writes to a file. */
export interface WriteCall {
  readonly request: HttpRequest;
  /** The container's name. */
  readonly name: string;
  readonly container: BlobContainer;
  readonly fileName: string;
  readonly query: URLSearchParams;
  readonly now: Date;
  readonly blocks: UncommittedBlocks;
  /** Whether the profile has been deleted since the request began. */
  readonly isDeleted: () => Promise<boolean>;
}

/** `isWritten`: the file itself has changed. */
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

/** Why the headers of a write request are invalid, whatever it writes. */
export function headerError({ headers }: HttpRequest, maxBytes: number): BlobError | undefined {
  const unsupported = Object.keys(unsupportedHeaders).find((name) => headers[name] !== undefined);
  if (unsupported !== undefined) return unsupportedHeaders[unsupported];
  if ((headers["if-none-match"] ?? "*") !== "*") return "OtherCondition";
  if (headers["content-length"] === undefined) return "NoLength";
  return Number(headers["content-length"]) > maxBytes ? "TooLarge" : undefined;
}

/** Whether the file may only be written if it doesn't exist yet. */
export const isConditional = ({ request }: WriteCall): boolean => request.headers["if-none-match"] !== undefined;

/** Why a file may not be written at the moment. */
export async function conditionError(call: WriteCall): Promise<BlobError | undefined> {
  return isConditional(call) && (await call.container.has(call.fileName)) ? "AlreadyExists" : undefined;
}

/** Commits a blob, and drops the file's uncommitted blocks, as a commit does in Azure. Returns why it was not stored. */
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
  // Buffer.concat would allocate a small block from a pool, which would stay in memory as long as the block.
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
