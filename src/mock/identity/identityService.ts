import { randomInt, randomUUID } from "node:crypto";
import type { Answer } from "../http/answer.ts";
import type { HttpRequest, Service } from "../http/service.ts";
import { limits } from "../limits.ts";
import type { Clock } from "../schoolDataSync/clock.ts";
import type { Pace } from "../schoolDataSync/profiles/lifecycle.ts";
import type { TokenSigner } from "../tokens/accessToken.ts";
import { answerAuthorize } from "./grants/authorizeEndpoint.ts";
import { EntraError, entraErrorAnswer } from "./entraError.ts";
import { createGrants, deviceCodeLifetime, type GrantRequest } from "./grants/grants.ts";
import { instanceDiscovery } from "./instanceDiscovery.ts";
import { defaultUsername } from "../tokens/administrator.ts";
import { createTokenIssuer, issuerOf } from "./grants/issueTokens.ts";
import { openIdConfiguration } from "./openIdConfiguration.ts";
import { parametersOf } from "./parameters.ts";
import type { Permission } from "../contract/permissions.ts";
import { isRedirectUri, page, redirectTo } from "./redirect.ts";
import { requestedScopes } from "./grants/scopes.ts";
import type { EndpointVersion } from "./signInFlows.ts";
import { userRealm } from "./userRealm.ts";

export interface IdentityServiceOptions {
  signer: TokenSigner;
  clock: Clock;
  /** How long a device code stays pending. */
  pace: Pace;
  /** The permissions granted to every client. */
  grantedTo: (tenant: string) => Promise<Permission[]>;
  /** Largest body, in bytes. */
  bodyLimit?: number;
}

/** One of a tenant's endpoints. */
interface Endpoint {
  methods: string[];
  answer: (request: GrantRequest) => Answer | Promise<Answer>;
}

const userRealmPath = /^\/userrealm\/([^/]+)$/;
const tenantPattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const deviceCodeInterval = 1;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const json = (body: unknown, cached = false): Answer => ({
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8", ...(cached ? {} : { "cache-control": "no-store" }) },
  body: JSON.stringify(body),
});

// Without vowels, like Entra's, so that no code spells a word.
const userCode = (): string => Array.from({ length: 9 }, () => "BCDFGHJKLMNPQRSTVWXZ"[randomInt(20)]).join("");

/** Redirects to the given page, or, without one, confirms the sign-out. */
function signOut({ parameters }: GrantRequest): Answer {
  const redirectUri = parameters.optional("post_logout_redirect_uri");
  if (redirectUri === undefined || !isRedirectUri(redirectUri))
    return page("Sign out", "<p>You signed out of your account.</p>");
  const state = parameters.optional("state");
  return redirectTo(redirectUri, "query", state === undefined ? {} : { state });
}

/** The tenant and the rest of a path; like Entra, ignores case. */
function partsOf(path: string): { tenant: string; name: string } {
  const [, tenant = "", name = ""] = /^\/([^/]+)(\/.*?)\/?$/.exec(path.toLowerCase()) ?? [];
  return { tenant, name };
}

/** The part of Microsoft Entra that issues tokens. It accepts any client and any user. */
export function identityService({
  signer,
  clock,
  pace,
  grantedTo,
  bodyLimit = limits.tokenRequestBody.max,
}: IdentityServiceOptions): Service {
  const issuer = createTokenIssuer({ signer, now: clock.now });
  const grants = createGrants({ issuer, signer, clock, pace });

  function deviceCode({ version, parameters, tenant, origin }: GrantRequest): Answer {
    const clientId = parameters.required("client_id");
    const scopes = requestedScopes(parameters, version, origin);
    const verification_uri = `${origin}/${tenant}/oauth2/deviceauth`;
    const user_code = userCode();
    return json({
      user_code,
      device_code: grants.consentByDevice({ tenant, clientId, username: defaultUsername, scopes }),
      verification_uri,
      expires_in: deviceCodeLifetime / 1000,
      interval: deviceCodeInterval,
      message:
        `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} ` +
        "to authenticate. The mock consents automatically.",
    });
  }

  const configuration: Endpoint = {
    methods: ["GET"],
    answer: ({ version, origin, tenant, issuer: name }) =>
      json(openIdConfiguration(version, origin, tenant, name), true),
  };
  const keys: Endpoint = { methods: ["GET"], answer: async () => json(await signer.publicKeys(), true) };
  const token: Endpoint = { methods: ["POST"], answer: async (request) => json(await grants.redeem(request)) };
  const device: Endpoint = { methods: ["POST"], answer: deviceCode };
  const authorize: Endpoint = { methods: ["GET", "POST"], answer: (request) => answerAuthorize(request, grants) };
  const logout: Endpoint = { methods: ["GET", "POST"], answer: signOut };

  const endpoints: Record<string, Endpoint> = {
    "/.well-known/openid-configuration": configuration,
    "/v2.0/.well-known/openid-configuration": configuration,
    "/discovery/keys": keys,
    "/discovery/v2.0/keys": keys,
    "/oauth2/token": token,
    "/oauth2/v2.0/token": token,
    "/oauth2/devicecode": device,
    "/oauth2/v2.0/devicecode": device,
    "/oauth2/authorize": authorize,
    "/oauth2/v2.0/authorize": authorize,
    "/oauth2/logout": logout,
    "/oauth2/v2.0/logout": logout,
    "/discovery/instance": {
      methods: ["GET"],
      answer: ({ parameters, origin }) =>
        json(instanceDiscovery(parameters.required("authorization_endpoint"), origin), true),
    },
    // The redirect URI of programs without a page of their own, with the code in the URL.
    "/oauth2/nativeclient": { methods: ["GET"], answer: () => page("Signed in", "<p>You may close this page.</p>") },
    "/oauth2/deviceauth": {
      methods: ["GET"],
      answer: () => ({
        status: 200,
        headers: { "content-type": "text/plain; charset=utf-8" },
        body: "There is nothing to enter: the mock consents automatically, after the time that its pace sets.\n",
      }),
    },
  };

  function endpointOf(path: string): Endpoint | undefined {
    const { name } = partsOf(path);
    if (Object.hasOwn(endpoints, name)) return endpoints[name];
    const [, username] = userRealmPath.exec(name) ?? [];
    if (username === undefined) return undefined;
    return { methods: ["GET"], answer: () => json(userRealm(decodeURIComponent(username)), true) };
  }

  async function answerAt({ methods, answer }: Endpoint, request: HttpRequest): Promise<Answer> {
    const { target, origin, headers } = request;
    const { tenant, name } = partsOf(target.path);
    const version: EndpointVersion = name.includes("/v2.0/") ? "v2.0" : "v1";
    const method = request.method === "HEAD" ? "GET" : request.method;
    if (!tenantPattern.test(tenant)) throw new EntraError("tenantInvalid", tenant.replace(/[^\x20-\x7e]/g, "?"));
    if (!methods.includes(method)) throw new EntraError("methodWrong", method, methods.join(", "));
    const bytes = await request.body.bytes(bodyLimit);
    if (!bytes) throw new EntraError("requestInvalid", `The request body is larger than ${bodyLimit} bytes.`);
    return answer({
      version,
      parameters: parametersOf(new URLSearchParams(method === "POST" ? bytes.toString() : target.search)),
      authorization: headers.authorization,
      tenant,
      origin,
      issuer: issuerOf(version, origin, tenant),
      granted: await grantedTo(request.tenant),
    });
  }

  function correlationIdOf({ target, headers }: HttpRequest): string {
    const own = target.query["client-request-id"] ?? headers["client-request-id"];
    return typeof own === "string" && guid.test(own) ? own : randomUUID();
  }

  return {
    has: ({ target }) => endpointOf(target.path) !== undefined,
    isOpenToWebPages: true,
    answer: async (request) => {
      const endpoint = endpointOf(request.target.path) as Endpoint;
      try {
        return await answerAt(endpoint, request);
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        const answer = entraErrorAnswer(error, clock.now(), correlationIdOf(request));
        if (answer.status === 405) answer.headers["allow"] = endpoint.methods.join(", ");
        return answer;
      }
    },
    refuse: ({ status, headers, message }, request) => {
      const error = new EntraError(
        status === 503 ? "unavailable" : status < 500 ? "requestInvalid" : "failed",
        message,
      );
      const answer = entraErrorAnswer(error, clock.now(), correlationIdOf(request));
      return { ...answer, status, headers: { ...answer.headers, ...headers } };
    },
  };
}
