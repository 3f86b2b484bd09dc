import { ConfidentialClientApplication, PublicClientApplication } from "@azure/msal-node";
import { expect, inject, it } from "vitest";
import { call, createBody } from "../support/caller.ts";
import { evaluated } from "./clientTable.ts";

const { url } = inject("sharedMock");
const scopes = ["https://graph.microsoft.com/.default"];
const auth = (clientId: string) => ({
  clientId,
  ...evaluated<{ authority: string; knownAuthorities: string[] }>("`@azure/msal-node`"),
});

const create = (accessToken: string | undefined) =>
  call(url, "createSynchronizationProfile", {
    body: createBody("csvNewAccounts"),
    headers: { authorization: `Bearer ${accessToken}` },
  });

it("MSAL gets an application's token, which can't create a profile", async () => {
  const application = new ConfidentialClientApplication({
    auth: { ...auth("d1b0c6f2-1111-4d0f-9e64-0d8f4f5b9d01"), clientSecret: "any-secret" },
  });
  const token = await application.acquireTokenByClientCredential({ scopes });
  expect(token?.tokenType).toBe("Bearer");
  expect((await create(token?.accessToken)).status).toBe(403);
});

it("MSAL gets a user's token by device code, and refreshes it without a prompt", async () => {
  const application = new PublicClientApplication({ auth: auth("d1b0c6f2-2222-4d0f-9e64-0d8f4f5b9d01") });
  const prompts: string[] = [];
  const token = await application.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ message }) => void prompts.push(message),
  });
  expect(prompts).toEqual([expect.stringContaining(url)]);
  expect((await create(token?.accessToken)).status).toBe(201);
  const account = token?.account;
  expect(account?.homeAccountId).toBeTruthy();
  if (!account) return;
  const refreshed = await application.acquireTokenSilent({ scopes, account, forceRefresh: true });
  expect(refreshed.accessToken).not.toBe(token.accessToken);
  expect((await create(refreshed.accessToken)).status).toBe(201);
});
