import type { TokenCredential } from "@azure/identity";
import { createGraphEducationClient, unwrap } from "graph-education-sync";
import { describe, expect, it } from "vitest";
import { createBody } from "../support/caller.ts";
import {
  authorizationCodeCredential,
  clientAssertionCredential,
  clientSecretCredential,
  deviceCodeCredential,
  graphClient,
  onBehalfOfCredential,
  url,
  usernamePasswordCredential,
} from "./credentials.ts";
import { evaluated } from "./clientTable.ts";

const profiles = "/education/synchronizationProfiles";

const list = async (credential: TokenCredential): Promise<unknown> => graphClient(credential).api(profiles).get();
const create = async (credential: TokenCredential): Promise<unknown> =>
  graphClient(credential).api(profiles).post(createBody("csvNewAccounts"));

describe("@azure/identity", () => {
  it.each([
    ["ClientSecretCredential", clientSecretCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b10")],
    ["ClientAssertionCredential", clientAssertionCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b11")],
  ])("%s can list, but not create", async (_, credential) => {
    expect(await list(credential)).toMatchObject({
      "@odata.context": expect.stringMatching(`${url}/beta/`) as string,
      value: [],
    });
    await expect(create(credential)).rejects.toMatchObject({
      statusCode: 403,
      code: "AccessDenied",
      message: "Required roles claim values are not provided.",
    });
  });

  it.each<[string, () => TokenCredential | Promise<TokenCredential>]>([
    ["UsernamePasswordCredential", () => usernamePasswordCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b13")],
    ["AuthorizationCodeCredential", () => authorizationCodeCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b14")],
    ["OnBehalfOfCredential", () => onBehalfOfCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b15")],
  ])("%s can create", async (_, credential) => {
    expect(await create(await credential())).toMatchObject({ displayName: "Fabrikam Unified School District" });
  });

  it("DeviceCodeCredential waits for consent, and can then create", async () => {
    const prompts: string[] = [];
    const credential = deviceCodeCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b12", prompts);
    expect(await create(credential)).toMatchObject({ displayName: "Fabrikam Unified School District" });
    expect(await list(credential)).toMatchObject({ value: [{ displayName: "Fabrikam Unified School District" }] });
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toContain(`${url}/`);
  });

  it("works as a credential of this package's client, too", async () => {
    const credential = clientSecretCredential("8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b13");
    const client = createGraphEducationClient({ credential, ...evaluated<{ baseUrl: string }>("This client") });
    expect(unwrap(await client.GET(profiles)).value).toEqual([]);
  });
});
