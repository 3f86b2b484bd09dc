import {
  AuthorizationCodeCredential,
  ClientAssertionCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  OnBehalfOfCredential,
  UsernamePasswordCredential,
} from "@azure/identity";
import type { TokenCredential } from "@azure/identity";
import { Client, type ClientOptions } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";
import { generateKeyPair, SignJWT } from "jose";
import { inject } from "vitest";
import { evaluated } from "./clientTable.ts";

export const { url, ca } = inject("sharedMock");
export const scope = "https://graph.microsoft.com/.default";

const tenant = "5b0d1a6a-0d4b-4c4e-9c5c-0f0b2d0f6a11";
const options = evaluated<{ authorityHost: string; disableInstanceDiscovery: boolean }>("`@azure/identity`");

export const clientSecretCredential = (clientId: string): TokenCredential =>
  new ClientSecretCredential(tenant, clientId, "any-secret", options);

export function clientAssertionCredential(clientId: string): TokenCredential {
  const assertion = async (): Promise<string> => {
    const { privateKey } = await generateKeyPair("ES256");
    return new SignJWT({})
      .setProtectedHeader({ alg: "ES256" })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(`${url}/${tenant}/oauth2/v2.0/token`)
      .setExpirationTime("5m")
      .sign(privateKey);
  };
  return new ClientAssertionCredential(tenant, clientId, assertion, options);
}

/** A user's credential; the mock gives the consent. */
export const deviceCodeCredential = (clientId: string, prompts: string[] = []): TokenCredential =>
  new DeviceCodeCredential({
    ...options,
    tenantId: tenant,
    clientId,
    userPromptCallback: ({ message }) => void prompts.push(message),
  });

/** A user's credential with a password. */
export const usernamePasswordCredential = (clientId: string): TokenCredential =>
  new UsernamePasswordCredential(tenant, clientId, "admin@contoso.example", "any-password", options);

/** A user's credential after a sign-in in a browser. */
export async function authorizationCodeCredential(clientId: string): Promise<TokenCredential> {
  const redirectUri = "http://localhost:3000/back";
  const query = new URLSearchParams({ client_id: clientId, response_type: "code", redirect_uri: redirectUri, scope });
  const answer = await fetch(`${url}/${tenant}/oauth2/v2.0/authorize?${query}`, { redirect: "manual" });
  const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  return new AuthorizationCodeCredential(tenant, clientId, "any-secret", code, redirectUri, options);
}

/** The credential of a web API that was called with a user's token. */
export async function onBehalfOfCredential(clientId: string): Promise<TokenCredential> {
  const caller = usernamePasswordCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b20");
  const token = await caller.getToken(`api://${clientId}/access_as_user`);
  const userAssertionToken = token?.token ?? "";
  return new OnBehalfOfCredential({
    ...options,
    tenantId: tenant,
    clientId,
    clientSecret: "any-secret",
    userAssertionToken,
  });
}

export function graphClient(credential: TokenCredential): Client {
  const authProvider = new TokenCredentialAuthenticationProvider(credential, { scopes: [scope] });
  const forMock = evaluated<ClientOptions>("`@microsoft/microsoft-graph-client`");
  return Client.initWithMiddleware({ authProvider, defaultVersion: "beta", ...forMock });
}

/** Calls the control API as the caller that the credential's token belongs to. */
export async function control(
  credential: TokenCredential,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const token = await credential.getToken(scope);
  const answer = await fetch(`${url}/_mock${path}`, {
    headers: { authorization: `Bearer ${token?.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}
