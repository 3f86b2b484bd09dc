import { randomInt, randomUUID } from "node:crypto";
import type { Answer } from "../http/answer.ts";
import type { Clock } from "../service/clock.ts";
import type { Pace } from "../service/lifecycle.ts";
import type { TokenSigner } from "./accessToken.ts";
import { answerAuthorize } from "./authorizeEndpoint.ts";
import { EntraError, entraErrorAnswer } from "./entraError.ts";
import { createGrants, deviceCodeLifetime, type GrantRequest } from "./grants.ts";
import { createTokenIssuer } from "./issueTokens.ts";
import { openIdConfiguration } from "./openIdConfiguration.ts";
import { parametersOf } from "./parameters.ts";
import type { Permission } from "./permissions.ts";
import { parseScopes } from "./scopes.ts";

export interface IdentityRequest {
  method: string;
  /** As it was sent, without the query. */
  path: string;
  /** With its question mark; empty without one. */
  search: string;
  headers: { authorization?: string | undefined; "client-request-id"?: string | string[] | undefined };
  /** `undefined` where the body exceeds the limit. */
  bytes: Buffer | undefined;
  /** Address of the mock as the caller reached it. */
  origin: string;
  /** What is granted to whoever asks. */
  granted: Permission[];
}

export interface TokenEndpointOptions {
  signer: TokenSigner;
  clock: Clock;
  /** How long a device code is pending. */
  pace: Pace;
}

export interface TokenEndpoint {
  /** Whether a path is one of Microsoft Entra's. */
  has: (path: string) => boolean;
  answer: (request: IdentityRequest) => Promise<Answer>;
}

/** One endpoint of a tenant. */
interface Endpoint {
  methods: string[];
  answer: (request: GrantRequest) => Answer | Promise<Answer>;
}

const endpointPath =
  /^\/([^/]+)(\/v2\.0\/\.well-known\/openid-configuration|\/discovery\/v2\.0\/keys|\/oauth2\/v2\.0\/(?:token|devicecode|authorize)|\/oauth2\/deviceauth)$/;
const tenantPattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const deviceCodeInterval = 1;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const json = (body: unknown, cached = false): Answer => ({
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8", ...(cached ? {} : { "cache-control": "no-store" }) },
  body: JSON.stringify(body),
});

// Without vowels, as Entra's are, so that no code is a word.
const userCode = (): string => Array.from({ length: 9 }, () => "BCDFGHJKLMNPQRSTVWXZ"[randomInt(20)]).join("");

/** The part of Microsoft Entra that gives tokens: requests in, answers out. Whoever asks is believed. */
export function createTokenEndpoint({ signer, clock, pace }: TokenEndpointOptions): TokenEndpoint {
  const issuer = createTokenIssuer({ signer, now: clock.now });
  const grants = createGrants({ issuer, clock, pace });

  function deviceCode({ parameters, tenant, origin }: GrantRequest): Answer {
    const clientId = parameters.required("client_id");
    const scopes = parseScopes(parameters.optional("scope"), origin);
    const verification_uri = `${origin}/${tenant}/oauth2/deviceauth`;
    const user_code = userCode();
    return json({
      user_code,
      device_code: grants.consentByDevice({ tenant, clientId, scopes }),
      verification_uri,
      expires_in: deviceCodeLifetime / 1000,
      interval: deviceCodeInterval,
      message:
        `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} ` +
        "to authenticate. The mock consents by itself.",
    });
  }

  const endpoints: Record<string, Endpoint> = {
    "/v2.0/.well-known/openid-configuration": {
      methods: ["GET"],
      answer: ({ origin, tenant, issuer: name }) => json(openIdConfiguration(`${origin}/${tenant}`, name), true),
    },
    "/discovery/v2.0/keys": { methods: ["GET"], answer: async () => json(await signer.publicKeys(), true) },
    "/oauth2/v2.0/token": { methods: ["POST"], answer: async (request) => json(await grants.redeem(request)) },
    "/oauth2/v2.0/devicecode": { methods: ["POST"], answer: deviceCode },
    "/oauth2/v2.0/authorize": {
      methods: ["GET", "POST"],
      answer: ({ parameters, tenant, origin }) => answerAuthorize(parameters, tenant, origin, grants),
    },
    "/oauth2/deviceauth": {
      methods: ["GET"],
      answer: () => ({
        status: 200,
        headers: { "content-type": "text/plain; charset=utf-8" },
        body: "There is nothing to enter: the mock consents by itself, as soon as its pace lets it.\n",
      }),
    },
  };

  async function answerAt(tenant: string, name: string, request: IdentityRequest): Promise<Answer> {
    const { search, bytes, origin, granted, headers } = request;
    const method = request.method === "HEAD" ? "GET" : request.method;
    const { methods, answer } = endpoints[name] as Endpoint;
    if (!tenantPattern.test(tenant)) throw new EntraError("tenantInvalid", tenant.replace(/[^\x20-\x7e]/g, "?"));
    if (!methods.includes(method)) throw new EntraError("methodWrong", method, methods.join(", "));
    if (!bytes) throw new EntraError("requestMalformed");
    return answer({
      parameters: parametersOf(new URLSearchParams(method === "POST" ? bytes.toString() : search)),
      authorization: headers.authorization,
      tenant,
      origin,
      issuer: `${origin}/${tenant}/v2.0`,
      granted,
    });
  }

  return {
    has: (path) => endpointPath.test(path),
    answer: async (request) => {
      const [, tenant = "", name = ""] = endpointPath.exec(request.path) ?? [];
      const own = new URLSearchParams(request.search).get("client-request-id") ?? request.headers["client-request-id"];
      const correlationId = typeof own === "string" && guid.test(own) ? own : randomUUID();
      try {
        return await answerAt(tenant.toLowerCase(), name, request);
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        const answer = entraErrorAnswer(error, clock.now(), correlationId);
        if (answer.status === 405) answer.headers["allow"] = (endpoints[name]?.methods ?? []).join(", ");
        return answer;
      }
    },
  };
}
