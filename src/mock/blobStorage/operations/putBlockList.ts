import { limits } from "../../limits.ts";
import { commitBlob, conditionError, readContent, type WriteCall, type WriteResult } from "../blobRequest.ts";
import { listedBlocks, maximumBlocks } from "../content/blockList.ts";
import { checkContent, checksumError, sentChecksums } from "../content/checksums.ts";

/** Put Block List: assembles a file from its uncommitted blocks, in the order of the list. */
export async function putBlockList(call: WriteCall): Promise<WriteResult> {
  const { request, name, container, fileName, now, blocks } = call;
  const { headers } = request;
  if (Number(headers["content-length"]) > limits.blockList.max) return { error: "TooLarge" };
  // These are the checksums of the list. x-ms-blob-content-md5 is the file's, which Azure doesn't check here.
  const sent = sentChecksums(headers);
  const error = checksumError(sent);
  if (error) return { error };

  const body = checkContent(request.body, sent);
  const listed = listedBlocks(Buffer.from(await readContent(body)).toString());
  const listError = body.error() ?? (await conditionError(call));
  if (listError) return { error: listError };
  if (!listed) return { error: "InvalidXml" };
  if (listed.length > maximumBlocks) return { error: "BlockListTooLong" };
  const uncommitted = blocks.of(name, fileName, now);
  const contents = listed.flatMap(({ list, id }) => (list === "Committed" ? [] : (uncommitted.get(id) ?? [])));
  if (contents.length < listed.length) return { error: "UnknownBlock" };

  const commitError = await commitBlob(await container.read(fileName, inOrder(contents)), call);
  if (commitError) return { error: commitError };
  return { isWritten: true, headers: {} };
}

async function* inOrder(blocks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* blocks;
}
