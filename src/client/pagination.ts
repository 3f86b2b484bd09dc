import type { HeadersOptions } from "openapi-fetch";
import type { GraphEducationClient } from "./client.ts";
import { unwrap } from "./graphError.ts";

/** One page of a collection. */
export interface Page<Item> {
  value: Item[];
  /** Where the next page is; absent on the last one. */
  "@odata.nextLink"?: string | null | undefined;
}

/** What the requests for further pages have in common. */
export interface PaginateOptions {
  /** Repeated with each request: give those of the first one. */
  headers?: HeadersOptions | undefined;
  signal?: AbortSignal | undefined;
}

/** The items of all pages; a page is requested when its first item is asked for. */
export interface PagedItems<P extends Page<unknown>> extends AsyncIterable<P["value"][number]> {
  /** The same page by page, beginning with the first. */
  pages(): AsyncIterable<P>;
}

/**
 * Walks a collection from its first page on. Next links are followed exactly as they were received.
 *
 * Iterating rejects with a `GraphError` when a page cannot be read, and with a `TypeError` when a next link leads to
 * another origin than the client's.
 */
export function paginate<P extends Page<unknown>>(
  client: GraphEducationClient,
  firstPage: P,
  options: PaginateOptions = {},
): PagedItems<P> {
  async function* pages(): AsyncGenerator<P> {
    for (let page = firstPage; ;) {
      yield page;
      const link = page["@odata.nextLink"];
      if (!link) return;
      // The path only has to exist: the serializer replaces the whole URL, and nothing is appended to what it gives.
      const result = await client.GET("/education/synchronizationProfiles", {
        ...(options as Pick<RequestInit, "headers" | "signal">),
        params: { path: {} as never },
        pathSerializer: (url) => {
          const { origin } = new URL(link);
          if (origin !== new URL(url).origin) throw new TypeError(`Next link to foreign ${origin}`);
          return link;
        },
      });
      page = unwrap<unknown>(result) as P;
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.value;
    },
  };
}
