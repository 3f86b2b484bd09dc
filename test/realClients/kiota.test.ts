import { beforeAll, describe, expect, it } from "vitest";
import { clientSecretCredential, control, url } from "./credentials.ts";
import { kiotaClient } from "./kiota.ts";

// As Kiota writes them for Microsoft Graph.
const profiles = "/education/synchronizationProfiles{?%24count,%24filter,%24orderby,%24select,%24skip,%24top}";
const profile = "/education/synchronizationProfiles/{educationSynchronizationProfile%2Did}";

const application = clientSecretCredential("c0f7a3b1-2f5e-4f0e-9f43-5f0d6a1b7c01");
const id = "5d2c1f0b-9a4e-4c7d-8f36-0be1a7d94c52";
const withId = { "educationSynchronizationProfile%2Did": id };

describe("Kiota's fetch adapter", () => {
  const { get, post } = kiotaClient(application);
  beforeAll(async () => void (await control(application, "/profiles", { set: "examples" })));

  it("lists with query options, and follows a next link", async () => {
    const first = (await get(profiles, { "%24top": 4, "%24select": ["displayName", "state"] })) as Record<
      string,
      unknown
    >;
    expect(first["value"]).toHaveLength(4);
    const next = String(first["@odata.nextLink"]);
    expect(next.startsWith(`${url}/beta/`)).toBe(true);
    expect(await get(next.slice(`${url}/beta`.length))).toMatchObject({ value: [{}, {}] });
  });

  it("calls a function with its parentheses, and an action without a body", async () => {
    expect(await get(`${profile}/uploadUrl()`, withId)).toMatchObject({
      value: expect.stringMatching(`^${url}/_blob/`) as string,
    });
    expect(await get(`${profile}/microsoft.graph.uploadUrl()`, withId)).toMatchObject({
      value: expect.any(String) as string,
    });
    expect(await post(`${profile}/reset`, withId)).toBeUndefined();
  });

  it("gets the status of an error", async () => {
    await expect(get(profile, { "educationSynchronizationProfile%2Did": "none" })).rejects.toMatchObject({
      responseStatusCode: 404,
    });
  });
});
