import type { ClientPathsWithMethod, MaybeOptionalInit, MethodResponse, Middleware } from "openapi-fetch";
import type { paths } from "../../generated/openapi.ts";
import type { GraphEducationClient } from "./client.ts";
import { GraphError, unwrap } from "./graphError.ts";

/** One page of a collection. */
export interface Page<Item> {
  value: Item[];
  /** URL of the next page; absent on the last one. */
  "@odata.nextLink"?: string | null | undefined;
}

type ReadablePath = ClientPathsWithMethod<GraphEducationClient, "get">;

/** The page that a path answers with. */
export type PageOf<Path extends ReadablePath> = Extract<
  MethodResponse<GraphEducationClient, "get", Path>,
  Page<unknown>
>;

/** The paths that answer with a collection. */
export type CollectionPath = {
  [Path in ReadablePath]: PageOf<Path> extends never ? never : Path;
}[ReadablePath];

/** What the GET of a path accepts: parameters, headers, a signal. */
export type PageInit<Path extends CollectionPath> = MaybeOptionalInit<paths[Path], "get">;

/** The items of all pages. Pages are requested one at a time, when the iteration reaches them. */
export interface PagedItems<P extends Page<unknown>> extends AsyncIterable<P["value"][number]> {
  /** The same items, page by page. */
  pages(): AsyncIterable<P>;
}

/** The request for the page at `link`, made from the one for the first page. */
function linkedRequest(link: string, request: Request, signal: AbortSignal | null | undefined): Request {
  const { origin } = new URL(link);
  if (origin !== new URL(request.url).origin) throw new TypeError(`The next link leads to ${origin}`);
  // Node can lose the link between the signals of two Requests, so the caller's own signal is passed on.
  return new Request(new Request(link, request), { signal: signal ?? null });
}

/**
 * Iterates over a collection, page by page. Accepts what `client.GET` accepts, and repeats it for each page; next links are
 * followed exactly as they were received.
 *
 * Iterating rejects with a `GraphError` when a page cannot be read, or when its next link leads back to a page that was
 * already read; and with a `TypeError` when a next link leads to a different origin than the client's.
 */
export function paginate<Path extends CollectionPath>(
  client: GraphEducationClient,
  path: Path,
  ...init: undefined extends PageInit<Path> ? [init?: PageInit<Path>] : [init: PageInit<Path>]
): PagedItems<PageOf<Path>>;
export function paginate(
  client: GraphEducationClient,
  path: CollectionPath,
  init?: PageInit<CollectionPath>,
): PagedItems<PageOf<CollectionPath>> {
  async function* pages(): AsyncGenerator<PageOf<CollectionPath>> {
    let nextLink: string | null | undefined;
    // Brent's cycle detection finds a cycle of any length while keeping only one earlier link.
    let earlierLink: string | null | undefined;
    let pagesLeft = 1;
    let pagesUntilNext = 1;
    const followLink: Middleware = {
      onRequest: ({ request }) => (nextLink ? linkedRequest(nextLink, request, init?.signal) : undefined),
    };
    do {
      const result = await client.GET(path, { ...init, middleware: [...(init?.middleware ?? []), followLink] });
      const page = unwrap(result);
      if (!Array.isArray(page?.value)) throw new GraphError(result.response, { kind: "unreadable" });
      yield page;
      nextLink = page["@odata.nextLink"];
      if (nextLink && nextLink === earlierLink) {
        const message = "The next link leads back to a page that was already read";
        throw new GraphError(result.response, { kind: "unreadable", message });
      }
      pagesLeft -= 1;
      if (pagesLeft === 0) {
        earlierLink = nextLink;
        pagesUntilNext *= 2;
        pagesLeft = pagesUntilNext;
      }
    } while (nextLink);
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.value;
    },
  };
}
