import type { Target } from "../http/requestParts.ts";
import type { BlobError } from "./blobErrors.ts";

/** The path before a container's name. */
export const blobPrefix = "/_blob";

export interface BlobTarget {
  /** The container that the signature names; absent without a signature. */
  readonly container: string | undefined;
  /** A different container, named by the path. */
  readonly otherContainer: string | undefined;
  /** Including its folders; absent if the URL is the container's own. */
  readonly fileName: string | undefined;
  readonly query: URLSearchParams;
}

// A profile's id, optionally prefixed with a hash.
const containerPattern = /^([0-9a-f]{16}-)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/;

/** The query parameter by which a signature names its container: a policy's name, which Azure's users choose. */
export const containerParameter = "si";

/**
 * The container and the file that a request's URL addresses.
 *
 * If the host is a name rather than an IP address, the .NET and Java SDKs, AzCopy and rclone regard the prefix as the
 * container: some put the file's name right after it, some encode the slash after ours. So the signature names it.
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
