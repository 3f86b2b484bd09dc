import { conditionError, isConditional, type WriteCall, type WriteResult } from "../blobRequest.ts";
import { checkContent, checksumError, sentChecksums } from "../content/checksums.ts";
import { readCsvFile } from "../../schoolDataSync/files/inspectFile.ts";

/** Put Blob: a whole file in one request. */
export async function putBlob(call: WriteCall): Promise<WriteResult> {
  const { request, container, fileName, files, isDeleted } = call;
  const { headers } = request;
  if (headers["x-ms-blob-type"] === undefined) return { error: "NoBlobType" };
  if (headers["x-ms-blob-type"] !== "BlockBlob") return { error: "OtherBlobType" };
  // Azure ignores Content-MD5 where both are sent.
  const md5 = headers["x-ms-blob-content-md5"] ?? headers["content-md5"];
  const sent = sentChecksums({ ...headers, "content-md5": md5 });
  const error = checksumError(sent) ?? (await conditionError(call));
  if (error) return { error };

  const content = checkContent(request, sent);
  const summary = await readCsvFile(fileName, content);
  const laterError = content.error() ?? ((await isDeleted()) ? "UnknownContainer" : undefined);
  if (laterError) return { error: laterError };
  const putError = await files.put(container, { ...summary, blobName: fileName }, isConditional(call));
  if (putError) return { error: putError };
  files.blocks.drop(container, fileName);
  return { isWritten: true, headers: content.headers() };
}
