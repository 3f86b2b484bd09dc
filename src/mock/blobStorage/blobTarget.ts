import type { Target } from "../http/requestParts.ts";
import type { BlobError } from "./blobErrors.ts";

/** Path in front of a container's name. */
export const blobPrefix = "/_blob";

export interface BlobTarget {
  /** Of the signature; absent without one. */
  readonly container: string | undefined;
  /** Another container, which the path names. */
  readonly otherContainer: string | undefined;
  /** With the folders that it is in; absent where the URL is that of the container. */
  readonly fileName: string | undefined;
  readonly query: URLSearchParams;
}

// A profile's id, or one with a hash in front of it.
const containerPattern = /^([0-9a-f]{16}-)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/;

/** The query parameter in which a signature names its container: the policy's name, which Azure leaves to its users. */
export const containerParameter = "si";

/**
 * The container and file that a request's URL names.
 *
 * Where the host is a name, the SDKs of .NET and Java, AzCopy and rclone see the container in the prefix: some put the
 * file's name right after it, some encode the slash after ours. So the signature names the container.
 */
export function blobTargetOf({ path, search }: Target): BlobTarget | BlobError {
  if (!path.startsWith(`${blobPrefix}/`)) return "UnknownPath";
  let names: string[];
  try {
    names = decodeURIComponent(path.slice(blobPrefix.length + 1)).split("/");
  } catch {
    return "InvalidPath";
  }
  const query = new URLSearchParams(search);
  const container = query.get(containerParameter) ?? undefined;
  const [first = "", ...rest] = names;
  if (first === "") return "UnknownPath";
  const isContainer = first === container || containerPattern.test(first);
  const fileName = (isContainer ? rest : names).join("/") || undefined;
  if (fileName !== undefined && !isFileName(fileName)) return "InvalidFileName";
  const otherContainer = isContainer && first !== container ? first : undefined;
  return { container, otherContainer, fileName, query };
}

function isFileName(name: string): boolean {
  return name.length <= 1024 && !/[\\\0-\x1f\x7f]|(^|\/)\.{1,2}(\/|$)/.test(name);
}
