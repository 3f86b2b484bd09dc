import { limits } from "../../limits.ts";
import { conditionError, isConditional, readContent, type WriteCall, type WriteResult } from "../blobRequest.ts";
import { listedBlocks, maximumBlocks } from "../content/blockList.ts";
import { checkContent, checksumError, sentChecksums } from "../content/checksums.ts";
import { readCsvFile } from "../../schoolDataSync/files/inspectFile.ts";

/** Put Block List: makes a file of its uncommitted blocks, in the order of the list. */
export async function putBlockList(call: WriteCall): Promise<WriteResult> {
  const { request, container, fileName, now, files, isDeleted } = call;
  const { headers } = request;
  if (Number(headers["content-length"]) > limits.blockList.max) return { error: "TooLarge" };
  // These are of the list. x-ms-blob-content-md5 is that of the file, and Azure does not check it here.
  const sent = sentChecksums(headers);
  const error = checksumError(sent);
  if (error) return { error };

  const body = checkContent(request, sent);
  const listed = listedBlocks(Buffer.from(await readContent(body)).toString());
  const listError = body.error() ?? (await conditionError(call));
  if (listError) return { error: listError };
  if (!listed) return { error: "InvalidXml" };
  if (listed.length > maximumBlocks) return { error: "BlockListTooLong" };
  const uncommitted = files.blocks.of(container, fileName, now);
  const blocks = listed.flatMap(({ list, id }) => (list === "Committed" ? [] : (uncommitted.get(id) ?? [])));
  if (blocks.length < listed.length) return { error: "UnknownBlock" };

  const summary = await readCsvFile(fileName, inOrder(blocks));
  if (await isDeleted()) return { error: "UnknownContainer" };
  const putError = await files.put(container, { ...summary, blobName: fileName }, isConditional(call));
  if (putError) return { error: putError };
  files.blocks.drop(container, fileName);
  return { isWritten: true, headers: {} };
}

async function* inOrder(blocks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* blocks;
}
