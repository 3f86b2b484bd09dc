import { orAbort, sleep, withTimeout } from "./abort.ts";
import { GraphError } from "./graphError.ts";
import { pathSegment } from "./pathSegment.ts";
import { retryDelay, type RetryOptions } from "./retry.ts";
import { createTokenSource, type GetToken, type GraphCredential } from "./token.ts";

/** How requests reach Microsoft Graph. Without `credential` and `getToken` no token is sent, as a mock may want. */
export interface GraphFetchOptions {
  /** Any object with `getToken(scopes)`, such as a credential of `@azure/identity`. */
  credential?: GraphCredential | undefined;
  /** In place of `credential`: a function that gets the token. */
  getToken?: GetToken | undefined;
  /** Default `https://graph.microsoft.com/.default`. */
  scopes?: string | string[] | undefined;
  /** Root of the API; the token is sent to its origin only. Default `https://graph.microsoft.com/beta`. */
  baseUrl?: string | undefined;
  /** Sends one complete request. Default: `globalThis.fetch` as it is at the time of each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** `false` is the same as `{ maxRetries: 0 }`. The one repetition with a fresh token after a 401 is not a retry. */
  retry?: RetryOptions | false | undefined;
  /** Longest time for one attempt, from sending to the last byte of the answer. 0, the default, sets no limit. */
  timeoutInMs?: number | undefined;
  /** Asks for enum members newer than `unknownFutureValue`, such as the status `extracting`. Default false. */
  preferUnknownEnumMembers?: boolean | undefined;
}

/** A function that is called as the global `fetch` is. */
export interface GraphFetch {
  (input: Request | URL | string, init?: RequestInit): Promise<Response>;
}

export const DEFAULT_BASE_URL = "https://graph.microsoft.com/beta";

/** Makes a success that is not JSON reject with a `GraphError` when it is read, in place of a bare `SyntaxError`. */
function checkJson(response: Response): Response {
  const read = response.text.bind(response);
  return Object.assign(response, {
    async text() {
      const text = await read();
      try {
        if (text) JSON.parse(text);
      } catch {
        throw new GraphError(response);
      }
      return text;
    },
    json: () => response.text().then(JSON.parse),
  });
}

// Plain http is for a server on the same machine.
const SAFE_ORIGIN = /^https:|\/(localhost|\[::1]|127[.\d]+)(:|$)/;

/**
 * A `fetch` that adds the token and a `client-request-id`, and retries. For any client whose `fetch` can be replaced.
 *
 * It rejects with the signal's reason when aborted, with a `DOMException` named `TimeoutError` when the last attempt
 * exceeded `timeoutInMs`, with a `TypeError` when the URL holds a template such as `{id}`, and with what the credential
 * or `fetch` rejects with. `json()` and `text()` of a success reject with a `GraphError` when the body is not JSON; for
 * an empty one, `json()` rejects with a `SyntaxError`, as that of any `Response`.
 * @throws {TypeError} when a token would be sent over plain http to another machine.
 */
export function createGraphFetch(options: GraphFetchOptions = {}): GraphFetch {
  const {
    baseUrl = DEFAULT_BASE_URL,
    scopes = "https://graph.microsoft.com/.default",
    retry = {},
    timeoutInMs,
  } = options;
  const source = options.credential ?? (options.getToken && (options as { getToken: GetToken }));
  const token = source && createTokenSource(source, scopes);
  const { origin } = new URL(baseUrl);
  if (token && !SAFE_ORIGIN.test(origin)) throw new TypeError(`${baseUrl} is not https`);

  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const { signal, url } = request;
    // openapi-fetch leaves the template as it is when there are no path parameters at all.
    const missing = /^[^?]+%7B(\w+)%7D/.exec(url)?.[1];
    if (missing) pathSegment(missing);
    const headers = new Headers(request.headers);
    if (!headers.has("client-request-id")) headers.set("client-request-id", crypto.randomUUID());
    if (options.preferUnknownEnumMembers) headers.append("prefer", "include-unknown-enum-members");
    const authorize = !headers.has("authorization") && url.startsWith(`${origin}/`) && token;
    const overrides: RequestInit = { headers };
    // A Request gives its body away only once; the bytes can be sent with each attempt.
    // Where there is surely none, asking costs time all the same; some browsers don't tell.
    const body = request.body !== null && (await request.arrayBuffer());
    if (request.bodyUsed) overrides.body = body as ArrayBuffer;

    let refused: string | undefined;
    for (let retryCount = 0; ;) {
      const bearer = authorize && (await orAbort(authorize(refused), signal));
      if (bearer) headers.set("authorization", `Bearer ${bearer}`);
      let response: Response | undefined;
      let error: unknown;
      try {
        response = await withTimeout(timeoutInMs, signal, async (limited) => {
          if (timeoutInMs) overrides.signal = limited;
          // Both at once is the faster way into the global fetch; a caller's own function gets one complete request.
          const answer = await (options.fetch?.(new Request(request, overrides)) ?? fetch(request, overrides));
          // The time limit holds for a body that stalls, too.
          if (timeoutInMs) await answer.clone().text();
          return answer;
        });
      } catch (e) {
        if (signal.aborted) throw e;
        error = e;
      }
      let delay: number | undefined;
      if (bearer && !refused && response?.status === 401) {
        refused = bearer;
        delay = 0;
      } else if (retry) delay = retryDelay(retry, request, retryCount++, response, error);
      if (delay === undefined) {
        if (!response) throw error;
        return response.ok ? checkJson(response) : response;
      }
      // Read to its end, an answer leaves its connection for the next attempt.
      await response?.text().catch(() => {});
      await sleep(delay, signal);
    }
  };
}
