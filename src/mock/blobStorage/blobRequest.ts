import type { IncomingHttpHeaders } from "node:http";
import type { BlobError } from "./blobErrors.ts";
import type { UploadedFiles } from "../schoolDataSync/files/uploadedFiles.ts";

/** A request whose path begins with the prefix; its body is read where content is expected. */
export interface BlobRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A signed request that writes to a file. */
export interface WriteCall {
  readonly request: BlobRequest;
  readonly container: string;
  readonly fileName: string;
  readonly query: URLSearchParams;
  readonly now: Date;
  readonly files: UploadedFiles;
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
export function headerError({ headers }: BlobRequest, maxBytes: number): BlobError | undefined {
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
  return isConditional(call) && (await call.files.has(call.container, call.fileName)) ? "AlreadyExists" : undefined;
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
