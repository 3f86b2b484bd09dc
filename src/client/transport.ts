import { orAbort, sleep, withTimeout } from "./abort.ts";
import { GraphError } from "./graphError.ts";
import { pathSegment } from "./pathSegment.ts";
import { retryDelay, type RetryOptions } from "./retry.ts";
import { createTokenSource, type GetToken, type GraphCredential } from "./token.ts";

/** How requests are sent. */
export interface TransportOptions {
  /** Default `https://graph.microsoft.com/.default`. */
  scopes?: string | string[] | undefined;
  /** Root of the API; the token is sent to its origin only. Default `https://graph.microsoft.com/beta`. */
  baseUrl?: string | undefined;
  /** Sends one complete request. Default: `globalThis.fetch` as it is at the time of each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** `false` is the same as `{ maxRetries: 0 }`. The one repetition with a fresh token after a 401 is not a retry. */
  retry?: RetryOptions | false | undefined;
  /** Longest time for one attempt, from sending to the last byte of the response. 0, the default, sets no limit. */
  timeoutInMs?: number | undefined;
  /** Requests enum members newer than `unknownFutureValue`, such as the status `extracting`. Default false. */
  preferUnknownEnumMembers?: boolean | undefined;
}

/** With a credential. */
export interface CredentialOptions extends TransportOptions {
  /** Any object with `getToken(scopes)`, such as a credential of `@azure/identity`. */
  credential?: GraphCredential | undefined;
  getToken?: undefined;
}

/** With a function that gets the token. */
export interface GetTokenOptions extends TransportOptions {
  /** In place of `credential`: a function that gets the token. */
  getToken?: GetToken | undefined;
  credential?: undefined;
}

/** How requests reach Microsoft Graph: with `credential`, with `getToken`, or, for a mock, without a token. */
export type GraphFetchOptions = CredentialOptions | GetTokenOptions;

/** A function that is called as the global `fetch` is. */
export interface GraphFetch {
  (input: Request | URL | string, init?: RequestInit): Promise<Response>;
}

export const DEFAULT_BASE_URL = "https://graph.microsoft.com/beta";

// Plain http is for a server on the same machine.
const SAFE_ORIGIN = /^https:|\/(localhost|\[::1]|127[.\d]+)(:|$)/;

/** Makes a success that is not JSON reject with a `GraphError` when it is read, in place of a bare `SyntaxError`. */
function checkJson(response: Response): Response {
  const read = response.text.bind(response);
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw new GraphError(response, { kind: "unreadable" });
    }
  };
  return Object.assign(response, {
    async text() {
      const text = await read();
      if (text) parse(text);
      return text;
    },
    json: async () => parse(await read()),
  });
}

// openapi-fetch leaves the template as it is when there are no path parameters at all.
function rejectTemplate(url: string): void {
  const name = /^[^?]+%7B(\w+)%7D/.exec(url)?.[1];
  if (name) pathSegment(name);
}

function graphHeaders(request: Request, preferUnknownEnumMembers: boolean | undefined): Headers {
  const headers = new Headers(request.headers);
  if (!headers.has("client-request-id")) headers.set("client-request-id", crypto.randomUUID());
  if (preferUnknownEnumMembers) headers.append("prefer", "include-unknown-enum-members");
  return headers;
}

/**
 * A `fetch` that adds the token and a `client-request-id`, and retries. For any client whose `fetch` can be replaced.
 *
 * It rejects with the signal's reason when aborted, with a `DOMException` named `TimeoutError` when the last attempt
 * exceeded `timeoutInMs`, with a `TypeError` when the URL contains a template such as `{id}` or when a header cannot
 * carry the token, and with what the credential or `fetch` rejects with. `json()` and `text()` of a success reject with a
 * `GraphError` when the body is not JSON; an empty one counts as JSON for `text()` alone.
 * @throws {TypeError} when a token would be sent over plain http to another machine.
 */
export function createGraphFetch(options: GraphFetchOptions = {}): GraphFetch {
  const {
    baseUrl = DEFAULT_BASE_URL,
    scopes = "https://graph.microsoft.com/.default",
    timeoutInMs,
    credential,
    getToken = credential && ((scopes) => credential.getToken(scopes)),
  } = options;
  const retry = options.retry === false ? { maxRetries: 0 } : (options.retry ?? {});
  const { origin } = new URL(baseUrl);
  if (getToken && !SAFE_ORIGIN.test(origin)) throw new TypeError(`A token is only sent over https, not to ${origin}`);
  const tokenSource = getToken && createTokenSource(getToken, scopes);

  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const { signal, url } = request;
    rejectTemplate(url);
    const headers = graphHeaders(request, options.preferUnknownEnumMembers);
    const needsToken = !headers.has("authorization") && url.startsWith(`${origin}/`);
    const overrides: RequestInit = { headers };
    // Only null surely means that there is no body: some browsers leave the property out.
    if (request.body !== null) {
      // A Request gives its body away only once; the bytes can be sent with each attempt.
      const body = await request.arrayBuffer();
      if (request.bodyUsed) overrides.body = body;
    }

    const attempt = () =>
      withTimeout(timeoutInMs, signal, async (limited) => {
        if (timeoutInMs) overrides.signal = limited;
        // Both at once is the faster way into the global fetch; a caller's own function gets one complete request.
        const response = await (options.fetch
          ? options.fetch(new Request(request, overrides))
          : fetch(request, overrides));
        // The time limit also holds for a body that stalls.
        if (timeoutInMs) await response.clone().text();
        return response;
      });

    let rejectedToken: string | undefined;
    let retryCount = 0;
    for (;;) {
      let token = needsToken && tokenSource?.(rejectedToken);
      if (token instanceof Promise) token = await orAbort(token, signal);
      if (token) headers.set("authorization", `Bearer ${token}`);
      let response: Response | undefined;
      let error: unknown;
      try {
        response = await attempt();
      } catch (reason) {
        if (signal.aborted) throw reason;
        error = reason;
      }
      if (response?.ok) return checkJson(response);

      let delay: number | undefined;
      if (token && !rejectedToken && response?.status === 401) {
        rejectedToken = token;
        delay = 0;
      } else {
        delay = retryDelay(retry, { request, retryCount, response, error });
        retryCount += 1;
      }
      if (delay === undefined) {
        if (!response) throw error;
        return response;
      }
      // Read to its end, a response leaves its connection to the next attempt.
      await response?.text().catch(() => {});
      await sleep(delay, signal);
    }
  };
}
