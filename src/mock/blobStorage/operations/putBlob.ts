import { commitBlob, conditionError, type WriteCall, type WriteResult } from "../blobRequest.ts";
import { checkContent, checksumError, sentChecksums } from "../content/checksums.ts";

/** Put Blob: a whole file in one request. */
export async function putBlob(call: WriteCall): Promise<WriteResult> {
  const { request, container, fileName } = call;
  const { headers } = request;
  if (headers["x-ms-blob-type"] === undefined) return { error: "NoBlobType" };
  if (headers["x-ms-blob-type"] !== "BlockBlob") return { error: "OtherBlobType" };
  // Azure ignores Content-MD5 if both are sent.
  const md5 = headers["x-ms-blob-content-md5"] ?? headers["content-md5"];
  const sent = sentChecksums({ ...headers, "content-md5": md5 });
  const error = checksumError(sent) ?? (await conditionError(call));
  if (error) return { error };

  const content = checkContent(request.body, sent);
  const blob = await container.read(fileName, content);
  const laterError = content.error() ?? (await commitBlob(blob, call));
  if (laterError) return { error: laterError };
  return { isWritten: true, headers: content.headers() };
}
