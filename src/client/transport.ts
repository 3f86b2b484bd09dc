import { orAbort, sleep, withTimeout } from "./abort.ts";
import { GraphError, requests } from "./graphError.ts";
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
  /** `false` is the same as `{ maxRetries: 0 }`. Repeating a request once with a new token after a 401 is not a retry. */
  retry?: RetryOptions | false | undefined;
  /** Time limit for one attempt, from sending to the last byte of the response. 0, the default, sets no limit. */
  timeoutInMs?: number | undefined;
  /**
   * Allows sending a token over plain http to another machine, such as a mock at `http://mock:4010` in a container. Default
   * false: over http, a token is only sent to this machine.
   */
  allowInsecureConnection?: boolean | undefined;
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

/** A function with the signature of the global `fetch`. */
export interface GraphFetch {
  (input: Request | URL | string, init?: RequestInit): Promise<Response>;
}

export const DEFAULT_BASE_URL = "https://graph.microsoft.com/beta";

// Over plain http, a token stays on this machine: localhost and the names below it (RFC 6761), and loopback addresses.
const LOCAL_ORIGIN = /\/(([^/:]+\.)?localhost\.?|127[.\d]+|\[::(1|ffff:7f..?:[\da-f]+)])(:\d+)?$/;

function checkOrigin(origin: string, allowInsecureConnection: boolean | undefined): void {
  if (allowInsecureConnection || origin.startsWith("https:") || LOCAL_ORIGIN.test(origin)) return;
  throw new TypeError(
    `A token is only sent over https, not to ${origin}; to send it there anyway, set allowInsecureConnection`,
  );
}

function parseJson(response: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GraphError(response, { kind: "unreadable", cause });
  }
}

/** Reads a response body; if it breaks off, rejects with a `GraphError` instead of a bare `TypeError`. */
async function readBody<T>(response: Response, signal: AbortSignal, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw signal.aborted ? cause : new GraphError(response, { kind: "unreadable", cause });
  }
}

/** The response once its whole body has arrived. It is not a clone: in happy-dom, that would be empty. */
async function withWholeBody(response: Response, signal: AbortSignal): Promise<Response> {
  const { status, url, redirected } = response;
  // A page may not read an opaque response.
  if (status === 0) return response;
  const bytes = await readBody(response, signal, () => response.arrayBuffer());
  const whole = new Response(bytes.byteLength > 0 ? bytes : null, response);
  return Object.defineProperties(whole, { url: { value: url }, redirected: { value: redirected } });
}

/** Makes reading the body reject with a `GraphError` if it breaks off, or if that of a success is not JSON. */
function checkBody(response: Response, signal: AbortSignal): Response {
  const read = response.text.bind(response);
  return Object.assign(response, {
    async text() {
      const text = await readBody(response, signal, read);
      if (text && response.ok) parseJson(response, text);
      return text;
    },
    json: async () => parseJson(response, await readBody(response, signal, read)),
  });
}

// openapi-fetch leaves the template unchanged if no path parameters are passed at all.
function rejectTemplate(url: string): void {
  const name = /^[^?]+%7B(\w+)%7D/.exec(url)?.[1];
  if (name) pathSegment(name);
}

/** A random UUID, of version 4. */
function randomUUID(): string {
  // Outside a secure context, such as on a page served over plain http, crypto.randomUUID is missing.
  if (crypto.randomUUID) return crypto.randomUUID();
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  return digits.join("").replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-8$4-$5");
}

/** The headers that a request lacks. */
function missingHeaders({ headers }: Request, preferUnknownEnumMembers: boolean | undefined): Record<string, string> {
  const missing: Record<string, string> = {};
  if (!headers.has("client-request-id")) missing["client-request-id"] = randomUUID();
  const unknownMembers = "include-unknown-enum-members";
  const prefer = headers.get("prefer");
  if (preferUnknownEnumMembers) missing["prefer"] = prefer ? `${prefer}, ${unknownMembers}` : unknownMembers;
  return missing;
}

/** The bodies of requests as text: reading one from a Request takes longer than everything else here. */
const texts = new WeakMap<Request, string>();

/** The platform's Request, which also keeps a text body for `createGraphFetch`. */
export const requestWithText = (): typeof Request =>
  new Proxy(Request, {
    construct(Platform, [input, init]: ConstructorParameters<typeof Request>) {
      const request = new Platform(input, init);
      if (typeof init?.body === "string") texts.set(request, init.body);
      return request;
    },
  });

/** The body for each attempt, because a Request's can be read only once; undefined if it has none. */
async function bodyOf(request: Request): Promise<string | ArrayBuffer | undefined> {
  const text = texts.get(request);
  // Only null reliably means that there is no body: some browsers lack the property.
  if (text !== undefined || request.body === null) return text;
  const bytes = await request.arrayBuffer();
  return request.bodyUsed ? bytes : undefined;
}

/**
 * A `fetch` that adds the token and a `client-request-id`, and retries. For any client whose `fetch` can be replaced.
 *
 * It rejects with the signal's reason when aborted, with a `DOMException` named `TimeoutError` when the last attempt
 * exceeds `timeoutInMs`, with a `TypeError` when the URL contains a template such as `{id}` or when a header cannot carry
 * the token, and with what the credential or `fetch` rejects with. `json()` and `text()` reject with a `GraphError` when
 * the body breaks off, or when that of a success is not JSON; `text()` also accepts an empty one.
 * @throws {TypeError} when a token would be sent over plain http to another machine, unless `allowInsecureConnection`.
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
  if (getToken) checkOrigin(origin, options.allowInsecureConnection);
  const tokenSource = getToken && createTokenSource(getToken, scopes);

  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const { signal, url } = request;
    rejectTemplate(url);
    const headers = missingHeaders(request, options.preferUnknownEnumMembers);
    const needsToken = !request.headers.has("authorization") && url.startsWith(`${origin}/`);
    const body = await bodyOf(request);
    const content = body === undefined ? undefined : { body };

    const attempt = () =>
      withTimeout(timeoutInMs, signal, async (limited) => {
        // One complete request: some replacements of the global fetch ignore the second parameter.
        const complete = new Request(request, timeoutInMs ? { ...content, signal: limited } : content);
        for (const [name, value] of Object.entries(headers)) complete.headers.set(name, value);
        // Node.js copies a Request's body, but not one in the second parameter.
        const response = await (options.fetch ? options.fetch(complete) : fetch(complete, content));
        // The time limit also applies to a body that stalls.
        return checkBody(timeoutInMs ? await withWholeBody(response, limited) : response, signal);
      });

    let rejectedToken: string | undefined;
    let retryCount = 0;
    for (;;) {
      let token = needsToken && tokenSource?.(rejectedToken);
      if (token instanceof Promise) token = await orAbort(token, signal);
      if (token) headers["authorization"] = `Bearer ${token}`;
      let response: Response | undefined;
      let error: unknown;
      try {
        response = await attempt();
      } catch (reason) {
        if (signal.aborted) throw reason;
        error = reason;
      }
      if (response) requests.set(response, `${request.method} ${url}`);
      if (response?.ok) return response;

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
      // Reading a response to its end frees its connection for the next attempt.
      await response?.text().catch(() => {});
      await sleep(delay, signal);
    }
  };
}
