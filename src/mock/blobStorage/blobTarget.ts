import type { BlobError } from "./blobErrors.ts";

/** Path in front of a container's name. */
export const blobPrefix = "/_blob";

export interface BlobTarget {
  readonly container: string;
  /** Absent where the URL is that of the container. */
  readonly fileName: string | undefined;
  readonly query: URLSearchParams;
}

/** The container and file that a request's URL names. */
export function blobTargetOf(url: string): BlobTarget | BlobError {
  // The URL class would resolve dots and throw on "//", so the path is split as it was sent.
  const [path = "", ...search] = url.split("?");
  const segments = path.startsWith(`${blobPrefix}/`) ? path.slice(blobPrefix.length + 1).split("/") : [];
  let names: string[];
  try {
    names = segments.map(decodeURIComponent);
  } catch {
    return "InvalidPath";
  }
  // Where the host is a name, AzCopy takes /_blob for the container, and encodes the slash after ours.
  if (names.length === 1) names = names[0]!.split(/\/(.*)/s, 2);
  const [container, fileName, ...deeper] = names;
  if (!container) return "UnknownPath";
  if (fileName && (deeper.length > 0 || !isFileName(fileName))) return "InvalidFileName";
  return { container, fileName: fileName || undefined, query: new URLSearchParams(search.join("?")) };
}

function isFileName(name: string): boolean {
  return name.length <= 1024 && !/[/\\\0-\x1f\x7f]|^\.{1,2}$/.test(name);
}
