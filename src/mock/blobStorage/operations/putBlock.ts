import { readContent, type WriteCall, type WriteResult } from "../blobRequest.ts";
import { checkContent, checksumError, sentChecksums } from "../content/checksums.ts";

/** Put Block: uploads a part of a file, which only takes effect once a block list includes it. */
export async function putBlock(call: WriteCall): Promise<WriteResult> {
  const { request, name: container, fileName, query, now, blocks, isDeleted } = call;
  const { headers } = request;
  const id = query.get("blockid");
  if (id === null) return { error: "NoBlockId" };
  if (!isBlockId(id)) return { error: "InvalidBlockId" };
  const length = Number(headers["content-length"]);
  if (length === 0) return { error: "EmptyBlock" };
  const sent = sentChecksums(headers);
  const error = checksumError(sent);
  if (error) return { error };

  const reservation = blocks.reserve({ container, fileName, id, length, now });
  if (typeof reservation === "string") return { error: reservation };
  try {
    const content = checkContent(request.body, sent);
    const bytes = await readContent(content);
    const laterError = content.error() ?? ((await isDeleted()) ? "UnknownContainer" : undefined);
    if (laterError) return { error: laterError };
    reservation.fill(bytes);
    return { isWritten: false, headers: content.headers() };
  } finally {
    reservation.release();
  }
}

function isBlockId(id: string): boolean {
  const bytes = Buffer.from(id, "base64");
  return bytes.length > 0 && bytes.length <= 64 && bytes.toString("base64") === id;
}
