// Runs in a process of its own, because Node reads NODE_EXTRA_CA_CERTS only when it starts.
import {
  ClientAssertionCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  type TokenCredential,
} from "@azure/identity";
import { Client } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";
import { generateKeyPair, SignJWT } from "jose";

const [url = "", createBody = ""] = process.argv.slice(2);
const profiles = "/education/synchronizationProfiles";
const tenant = "5b0d1a6a-0d4b-4c4e-9c5c-0f0b2d0f6a11";
const clientId = "8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b10";
const options = { authorityHost: url, disableInstanceDiscovery: true };

function clientFor(credential: TokenCredential): Client {
  const authProvider = new TokenCredentialAuthenticationProvider(credential, {
    scopes: ["https://graph.microsoft.com/.default"],
  });
  const customHosts = new Set([new URL(url).hostname]);
  return Client.initWithMiddleware({ authProvider, baseUrl: url, defaultVersion: "beta", customHosts });
}

async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    (answer) => JSON.stringify(answer),
    ({ statusCode, code, message }: { statusCode: number; code: string; message: string }) =>
      `${statusCode} ${code}: ${message}`,
  );
}

async function assertion(): Promise<string> {
  const { privateKey } = await generateKeyPair("PS256");
  return new SignJWT({})
    .setProtectedHeader({ alg: "PS256" })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${url}/${tenant}/oauth2/v2.0/token`)
    .setExpirationTime("5m")
    .sign(privateKey);
}

const prompts: string[] = [];
const credentials: Record<string, TokenCredential> = {
  ClientSecretCredential: new ClientSecretCredential(tenant, clientId, "any-secret", options),
  ClientAssertionCredential: new ClientAssertionCredential(tenant, clientId, assertion, options),
  DeviceCodeCredential: new DeviceCodeCredential({
    ...options,
    tenantId: tenant,
    clientId,
    userPromptCallback: ({ message }) => void prompts.push(message),
  }),
};

const outcomes: Record<string, { list: string; create: string }> = {};
for (const [name, credential] of Object.entries(credentials)) {
  const client = clientFor(credential);
  outcomes[name] = {
    list: await outcome(client.api(profiles).get()),
    create: await outcome(client.api(profiles).post(JSON.parse(createBody))),
  };
}
console.log(JSON.stringify({ outcomes, prompts }));
