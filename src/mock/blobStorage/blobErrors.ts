import type { Answer } from "../http/answer.ts";

/** Each error as status, Azure Blob Storage's error code, and message. */
export const blobErrors = {
  InvalidRequest: [400, "InvalidInput", "The request is invalid."],
  InvalidPath: [400, "InvalidUri", "The URL path contains invalid percent-encoding."],
  NoFileName: [
    400,
    "InvalidUri",
    "The URL path has no file name. Add it before the query of the upload URL, for example /School.csv?sv=...",
  ],
  InvalidFileName: [
    400,
    "InvalidResourceName",
    "The file name is longer than 1,024 characters, or contains a backslash, a control character, or a segment of dots.",
  ],
  InvalidPreflight: [
    400,
    "InvalidHeaderValue",
    "A preflight request requires the headers Origin and Access-Control-Request-Method.",
  ],
  NoBlobType: [400, "MissingRequiredHeader", "The header x-ms-blob-type is required. Its value must be BlockBlob."],
  OtherBlobType: [400, "InvalidHeaderValue", "The value of the header x-ms-blob-type must be BlockBlob."],
  OtherComp: [
    400,
    "UnsupportedQueryParameter",
    "The value of the query parameter comp is not supported. Supported values: block, blocklist.",
  ],
  CopySource: [
    400,
    "UnsupportedHeader",
    "The header x-ms-copy-source is not supported: content can't be copied from a URL. Upload it instead.",
  ],
  StructuredBody: [
    400,
    "UnsupportedHeader",
    "The header x-ms-structured-body is not supported. Use Content-MD5 or x-ms-content-crc64.",
  ],
  OtherCondition: [
    400,
    "ConditionHeadersNotSupported",
    "The condition is not supported. The only supported condition is If-None-Match: *.",
  ],
  InvalidMd5: [400, "InvalidMd5", "The MD5 hash in the request must be 128 bits, encoded as Base64."],
  InvalidCrc64: [400, "InvalidHeaderValue", "The header x-ms-content-crc64 must be 64 bits, encoded as Base64."],
  Md5Mismatch: [400, "Md5Mismatch", "The MD5 hash in the request is not the hash of the content that arrived."],
  Crc64Mismatch: [400, "Crc64Mismatch", "The CRC64 in the request is not the CRC64 of the content that arrived."],
  NoBlockId: [400, "MissingRequiredQueryParameter", "The query parameter blockid is required."],
  InvalidBlockId: [
    400,
    "InvalidQueryParameterValue",
    "The query parameter blockid must be 1 to 64 bytes, encoded as Base64 and then percent-encoded.",
  ],
  OtherBlockIdLength: [400, "InvalidBlobOrBlock", "All block ids of a file must have the same length."],
  EmptyBlock: [400, "InvalidHeaderValue", "A block must not be empty."],
  InvalidXml: [
    400,
    "InvalidXmlDocument",
    "The body is not a block list. Expected a <BlockList> with one <Latest>id</Latest> per block.",
  ],
  BlockListTooLong: [400, "BlockListTooLong", "The block list may not contain more than 50,000 blocks."],
  UnknownBlock: [
    400,
    "InvalidBlockList",
    "The block list contains a block that is not among the uncommitted blocks of this file: it was never uploaded, is " +
      "already committed, has expired, or was dropped to stay within the memory limit. Upload all blocks again.",
  ],
  NoSignature: [
    403,
    "AuthenticationFailed",
    "The URL has no signature (query parameter sig). Use the upload URL with its whole query.",
  ],
  WrongSignature: [
    403,
    "AuthenticationFailed",
    "The signature is not valid for this container. Use the upload URL as it was returned.",
  ],
  ExpiredSignature: [403, "AuthenticationFailed", "The signature has expired. Request a new upload URL."],
  WriteOnly: [
    403,
    "AuthorizationPermissionMismatch",
    "The upload URL permits writing files only, not reading, listing or deleting.",
  ],
  UnknownPath: [404, "ResourceNotFound", "This is not an upload URL."],
  UnknownContainer: [404, "ContainerNotFound", "The profile was not found."],
  OtherMethod: [405, "UnsupportedHttpVerb", "The method is not supported. Upload files with PUT."],
  AlreadyExists: [409, "BlobAlreadyExists", "The file already exists."],
  TooManyBlocks: [409, "BlockCountExceedsLimit", "A file may not have more than 100,000 uncommitted blocks."],
  NoLength: [411, "MissingContentLengthHeader", "The header Content-Length is required."],
  Leased: [
    412,
    "LeaseNotPresentWithBlobOperation",
    "There is no lease on the file. Remove the header x-ms-lease-id: leases are not supported.",
  ],
  TooLarge: [413, "RequestBodyTooLarge", "The request body exceeds the limit."],
  BlocksTooLarge: [413, "RequestBodyTooLarge", "The uncommitted blocks of this file exceed the memory limit."],
  OutOfTime: [
    500,
    "OperationTimedOut",
    "The operation could not be completed within the permitted time: the content took too long to arrive.",
  ],
  Internal: [500, "InternalError", "The server encountered an internal error."],
  Busy: [503, "ServerBusy", "Too many large uploads are in progress. Try again."],
  Unavailable: [
    503,
    "ServerBusy",
    "The store is currently unavailable. The file may have been stored anyway. Upload it again.",
  ],
} as const satisfies Record<string, readonly [status: number, code: string, message: string]>;

export type BlobError = keyof typeof blobErrors;

/** Azure's equivalent of an error that can occur for any request. */
export function blobErrorOf(status: number): BlobError {
  if (status === 408) return "OutOfTime";
  if (status === 503) return "Unavailable";
  return status === 500 ? "Internal" : "InvalidRequest";
}

/** An error as an answer in Azure's format. */
export function blobErrorAnswer(error: BlobError, ownMessage?: string): Answer {
  const [status, code, documented] = blobErrors[error];
  const message = ownMessage ?? documented;
  const headers = {
    ...(status === 503 ? { "Retry-After": "1" } : {}),
    ...(error === "OtherMethod" ? { Allow: "DELETE, GET, HEAD, OPTIONS, PUT" } : {}),
    "Content-Type": "application/xml",
    "x-ms-error-code": code,
  };
  const text = message.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  return { status, headers, body, errorMessage: message };
}
