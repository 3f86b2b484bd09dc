import { orAbort } from "./abort.ts";
import { GraphError } from "./graphError.ts";
import { pathSegment } from "./pathSegment.ts";

/** How much of a file has been sent. */
export interface UploadProgress {
  loadedBytes: number;
  totalBytes: number;
}

/** How to upload a file. */
export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** Called when sending begins and, with `loadedBytes === totalBytes`, when the file has been stored. */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Default: `globalThis.fetch` as it is at the time of the call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * Stores a file under its name at the SAS URL that `uploadUrl` answered, without any token. A stream is read to its
 * end first, because the storage service wants to know the length beforehand.
 *
 * Rejects with a `GraphError` whose code is the storage service's (such as `AuthenticationFailed`), with a `TypeError`
 * for a name or URL that is none, and with the signal's reason when aborted. No message shows the signature.
 */
export async function uploadCsv(
  sasUrl: string,
  fileName: string,
  body: Blob | string | Uint8Array | ReadableStream<Uint8Array>,
  options: UploadOptions = {},
): Promise<void> {
  const { signal = new AbortController().signal, onProgress } = options;
  // The platform's own error would show the URL, and with it the signature.
  if (!URL.canParse(sasUrl)) throw new TypeError("sasUrl is not a URL");
  const { origin, pathname, search } = new URL(sasUrl);
  const url = origin + pathname + `/${pathSegment("fileName", fileName)}` + search;

  const content = new Response(body as BodyInit, { headers: { "content-type": "text/csv" } });
  const file = await orAbort(content.blob(), signal);
  const progress = (loadedBytes: number) => onProgress?.({ loadedBytes, totalBytes: file.size });
  progress(0);
  // Node collects a Request nobody holds and with it the link from its signal to ours, so we watch ours ourselves.
  const response = await orAbort(
    (options.fetch ?? fetch)(
      new Request(url, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: file, signal }),
    ),
    signal,
  );
  if (!response.ok) {
    const { headers, status } = response;
    const inBody = /<Code>(\w+)/.exec(await response.text())?.[1];
    const code = headers.get("x-ms-error-code") ?? inBody ?? "unreadableResponse";
    throw new GraphError(response, `${fileName} was not stored: ${status} ${code}`, {
      code,
      requestId: headers.get("x-ms-request-id"),
    });
  }
  progress(file.size);
}
