import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { BlobError } from "../blobErrors.ts";
import { createCrc64 } from "./crc64.ts";

const algorithms = {
  md5: { header: "Content-MD5", bytes: 16, create: () => createHash("md5"), mismatch: "Md5Mismatch" },
  crc64: { header: "x-ms-content-crc64", bytes: 8, create: createCrc64, mismatch: "Crc64Mismatch" },
} as const;

/** Checksums that a caller sent with its content, encoded as Base64. */
export interface SentChecksums {
  readonly md5?: string | undefined;
  readonly crc64?: string | undefined;
}

export interface CheckedContent extends AsyncIterable<Uint8Array> {
  /** Which checksum doesn't match the content; available once the content has been read to its end. */
  error(): BlobError | undefined;
  /** The checksums of the content as Azure's headers; available once it has been read to its end. */
  headers(): Record<string, string>;
}

/** The checksums in a request's headers. */
export function sentChecksums({ "content-md5": md5, "x-ms-content-crc64": crc64 }: IncomingHttpHeaders): SentChecksums {
  return { md5: md5?.toString(), crc64: crc64?.toString() };
}

/** Which checksum is malformed. */
export function checksumError({ md5, crc64 }: SentChecksums): BlobError | undefined {
  if (md5 !== undefined && !isBase64(md5, algorithms.md5.bytes)) return "InvalidMd5";
  if (crc64 !== undefined && !isBase64(crc64, algorithms.crc64.bytes)) return "InvalidCrc64";
  return undefined;
}

function isBase64(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, "base64");
  return decoded.length === bytes && decoded.toString("base64") === text;
}

/** Computes checksums while the content is read: always MD5, as Azure does, and CRC64 if one was sent. */
export function checkContent(content: AsyncIterable<Uint8Array>, sent: SentChecksums): CheckedContent {
  const names = sent.crc64 === undefined ? (["md5"] as const) : (["md5", "crc64"] as const);
  const hashes = names.map((name) => ({ name, hash: algorithms[name].create() }));
  const computed: Partial<Record<keyof typeof algorithms, string>> = {};
  return {
    async *[Symbol.asyncIterator]() {
      for await (const chunk of content) {
        for (const { hash } of hashes) hash.update(chunk);
        yield chunk;
      }
      for (const { name, hash } of hashes) computed[name] = hash.digest().toString("base64");
    },
    error() {
      const wrong = names.find((name) => sent[name] !== undefined && sent[name] !== computed[name]);
      return wrong && algorithms[wrong].mismatch;
    },
    headers: () => Object.fromEntries(names.map((name) => [algorithms[name].header, computed[name] ?? ""])),
  };
}
