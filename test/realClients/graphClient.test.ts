import {
  BatchRequestContent,
  BatchResponseContent,
  type Client,
  PageIterator,
  type PageCollection,
} from "@microsoft/microsoft-graph-client";
import { beforeAll, describe, expect, it } from "vitest";
import { createBody } from "../support/caller.ts";
import { clientSecretCredential, control, deviceCodeCredential, graphClient, url } from "./credentials.ts";

const profiles = "/education/synchronizationProfiles";
const application = clientSecretCredential("3f7c9a52-6f0e-4c55-9a63-0a4f2d5f7a01");
const person = deviceCodeCredential("3f7c9a52-6f0e-4c55-9a63-0a4f2d5f7a02");

interface Entry {
  path: string;
  status: number;
}

async function requestsOf(credential: typeof application): Promise<string[]> {
  const { value } = (await control(credential, "/journal")) as { value: Entry[] };
  return value.filter(({ path }) => !path.startsWith("/_mock")).map(({ path, status }) => `${status} ${path}`);
}

describe("Microsoft's Graph client", () => {
  let client: Client;
  beforeAll(async () => {
    client = graphClient(application);
    await control(application, "/profiles", { set: "examples" });
  });

  it("follows next links with PageIterator", async () => {
    const first = (await client.api(profiles).top(2).select(["displayName", "state"]).get()) as PageCollection;
    expect(first["@odata.nextLink"]).toMatch(`${url}/beta${profiles}?$top=2&$select=displayName%2Cstate&$skiptoken=`);
    const names: string[] = [];
    await new PageIterator(
      client,
      first,
      ({ displayName }: { displayName: string }) => names.push(displayName) > 0,
    ).iterate();
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
  });

  it("can send query options without a $", async () => {
    const page = (await client
      .api(profiles)
      .query("top=1&count=true")
      .header("ConsistencyLevel", "eventual")
      .get()) as object;
    expect(page).toMatchObject({ "@odata.count": 6, value: [{}] });
    await expect(client.api(profiles).expand("dataProvider").get()).rejects.toMatchObject({
      statusCode: 400,
      code: "BadRequest",
      message: expect.stringContaining("Supported: $top,") as string,
      requestId: expect.any(String) as string,
    });
  });

  it("retries a 429 after its Retry-After", async () => {
    await control(application, "/scenario", { throttle: { requests: 1, seconds: 1 } });
    const before = (await requestsOf(application)).length;
    for (const id of ["86904b1e-c7d0-4ead-b13a-98f11fc400ee", "none"])
      await client
        .api(`${profiles}/${id}/profileStatus`)
        .get()
        .catch(() => undefined);
    await control(application, "/scenario", { throttle: null });
    // An early retry would get a second 429.
    expect((await requestsOf(application)).slice(before)).toEqual([
      `200 /beta${profiles}/86904b1e-c7d0-4ead-b13a-98f11fc400ee/profileStatus`,
      `429 /beta${profiles}/none/profileStatus`,
      `404 /beta${profiles}/none/profileStatus`,
    ]);
  });

  it("retries a request that fails once", async () => {
    await control(application, "/scenario", { failOnce: true });
    const before = (await requestsOf(application)).length;
    expect(await client.api(profiles).count(true).top(1).get()).toHaveProperty("@odata.count", 6);
    await control(application, "/scenario", { failOnce: false });
    expect((await requestsOf(application)).slice(before)).toEqual(
      [503, 200].map((status) => `${status} /beta${profiles}?$count=true&$top=1`),
    );
  });

  it("sends a batch", async () => {
    // Its steps are Requests, which need a host in Node.js; the batch has only their paths.
    const request = (path: string, init?: RequestInit) => new Request(`https://graph.microsoft.com${path}`, init);
    const create = { method: "POST", headers: { "Content-Type": "application/json" } };
    const content = new BatchRequestContent([
      { id: "create", request: request(profiles, { ...create, body: JSON.stringify(createBody("csvNewAccounts")) }) },
      { id: "list", request: request(`${profiles}?$select=displayName`), dependsOn: ["create"] },
    ]);
    const answer = (await graphClient(person)
      .api("/$batch")
      .post(await content.getContent())) as { responses: [] };
    const responses = new BatchResponseContent(answer);
    expect(responses.getResponseById("create").status).toBe(201);
    expect(await responses.getResponseById("list").json()).toMatchObject({
      value: [{ displayName: "Fabrikam Unified School District" }],
    });
    expect(await requestsOf(person)).toEqual([
      `201 /beta${profiles}`,
      `200 /beta${profiles}?$select=displayName`,
      "200 /beta/$batch",
    ]);
  });

  it("gets 424 for a batch step that depends on a failed one", async () => {
    const missing = `https://graph.microsoft.com${profiles}/none`;
    const content = new BatchRequestContent([
      { id: "1", request: new Request(missing) },
      { id: "2", request: new Request(`${missing}/errors`), dependsOn: ["1"] },
    ]);
    const answer = (await client.api("/$batch").post(await content.getContent())) as { responses: [] };
    const responses = new BatchResponseContent(answer);
    expect([...responses.getResponses().values()].map(({ status }) => status)).toEqual([404, 424]);
  });
});
