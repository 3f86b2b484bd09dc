import { orAbort } from "./abort.ts";
import type { GraphEducationClient } from "./client.ts";
import { GraphError, unwrapWith } from "./graphError.ts";
import { pathSegment } from "./pathSegment.ts";

/** Progress over all files of the call. */
export interface UploadProgress {
  loadedBytes: number;
  totalBytes: number;
}

/** How to upload files. */
export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** Called when sending begins and each time a file has been stored; at the end `loadedBytes === totalBytes`. */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Default: `globalThis.fetch` as it is at the time of the call. */
  fetch?: Send | undefined;
}

/** The content of a file. A stream is read to its end first, because Azure Storage needs its length in advance. */
export type UploadBody = Blob | string | Uint8Array | ReadableStream<Uint8Array>;

/** The six files that a CSV profile needs, by name. */
export type CsvFiles = Readonly<
  Record<
    "School.csv" | "Section.csv" | "Student.csv" | "StudentEnrollment.csv" | "Teacher.csv" | "TeacherRoster.csv",
    UploadBody
  >
>;

type Send = (request: Request) => Promise<Response>;

interface CsvBlob {
  url: string;
  fileName: string;
  content: Blob;
}

function readContent(fileName: string, body: UploadBody, signal: AbortSignal): Promise<Blob> {
  if (body === undefined || body === null) throw new TypeError(`${fileName} has no content`);
  // TypeScript rejects views that may use shared memory; at run time, the platform decides.
  const response = new Response(body as BodyInit, { headers: { "content-type": "text/csv" } });
  return orAbort(response.blob(), signal);
}

// The platform's own error for an unusable URL would reveal the URL, including its signature.
function blobUrl(sasUrl: string, fileName: string): string {
  if (!/^https?:/i.test(sasUrl) || !URL.canParse(sasUrl)) throw new TypeError("The SAS URL is not an HTTP URL");
  const { origin, pathname, search } = new URL(sasUrl);
  return `${origin}${pathname}/${pathSegment("fileName", fileName)}${search}`;
}

async function putBlob({ url, fileName, content }: CsvBlob, signal: AbortSignal, send: Send = fetch): Promise<void> {
  const headers = { "x-ms-blob-type": "BlockBlob" };
  // Node may garbage-collect the Request, and with it the link from its signal to ours, so ours is observed directly.
  const response = await orAbort(send(new Request(url, { method: "PUT", headers, body: content, signal })), signal);
  if (response.ok) return;
  const codeInBody = /<Code>(\w+)/.exec(await response.text())?.[1];
  const code = response.headers.get("x-ms-error-code") ?? codeInBody;
  throw new GraphError(response, {
    kind: code ? "service" : "unreadable",
    code,
    message: `${fileName} was not stored: HTTP ${response.status} ${code ?? "unreadable response body"}`,
    requestId: response.headers.get("x-ms-request-id"),
  });
}

async function putBlobs(blobs: CsvBlob[], signal: AbortSignal, options: UploadOptions): Promise<void> {
  const totalBytes = blobs.reduce((sum, { content }) => sum + content.size, 0);
  let loadedBytes = 0;
  options.onProgress?.({ loadedBytes, totalBytes });
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const put = async (blob: CsvBlob) => {
    await putBlob(blob, either, options.fetch);
    loadedBytes += blob.content.size;
    options.onProgress?.({ loadedBytes, totalBytes });
  };
  try {
    await Promise.all(blobs.map(put));
  } catch (error) {
    // The files are useless without each other, so the first failure aborts the other uploads.
    failure.abort(error);
    throw error;
  }
}

/**
 * Uploads a file under its name to the SAS URL that `uploadUrl` returned, without a token.
 *
 * Rejects with a `GraphError` whose code is the storage service's (such as `AuthenticationFailed`), with a `TypeError`
 * for an invalid name or URL, and with the signal's reason when aborted. No message contains the signature.
 */
export async function uploadCsv(
  sasUrl: string,
  fileName: string,
  body: UploadBody,
  options: UploadOptions = {},
): Promise<void> {
  const { signal = new AbortController().signal } = options;
  const url = blobUrl(sasUrl, fileName);
  const content = await readContent(fileName, body, signal);
  await putBlobs([{ url, fileName, content }], signal, options);
}

/**
 * Gets a SAS URL for a CSV profile and uploads its six files there, all at once. Progress covers all files together.
 *
 * Rejects as `uploadCsv` does as soon as one file fails, and aborts the other uploads; and with a `GraphError` when no SAS
 * URL is available, such as `409` while the service is processing an earlier upload.
 */
export async function uploadCsvFiles(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  files: CsvFiles,
  options: UploadOptions = {},
): Promise<void> {
  const { signal = new AbortController().signal } = options;
  // The SAS URL expires, so anything slow is done first.
  const read = Object.entries(files).map(async ([fileName, body]) => ({
    fileName,
    content: await readContent(fileName, body, signal),
  }));
  const contents = await Promise.all(read);
  const path = { educationSynchronizationProfileId };
  const result = await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}/uploadUrl", {
    params: { path },
    signal,
  });
  const { value: sasUrl } = unwrapWith("value", result);
  const blobs = contents.map((file) => ({ ...file, url: blobUrl(sasUrl, file.fileName) }));
  await putBlobs(blobs, signal, options);
}
