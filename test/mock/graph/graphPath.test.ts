import { describe, expect, it } from "vitest";
import { graphPathOf } from "../../../src/mock/graph/graphPath.ts";
import { send } from "../../support/caller.ts";
import { startForAll, startForTest } from "../../support/mock.ts";

const profiles = "/education/synchronizationProfiles";
const id = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";

describe("a path as Graph accepts it", () => {
  it.each<[sent: string, version: string, path: string]>([
    ["/", "", "/"],
    ["/beta", "/beta", "/"],
    [`/beta${profiles}`, "/beta", profiles],
    [`/V1.0${profiles}/`, "/v1.0", profiles],
    ["/BETA/Education/SYNCHRONIZATIONPROFILES", "/beta", profiles],
    [`${profiles}/${id}/`, "", `${profiles}/${id}`],
    [`${profiles}('${id}')`, "", `${profiles}/${id}`],
    [`${profiles}(%27${id}%27)/start`, "", `${profiles}/${id}/start`],
    [`${profiles}%28'${id}'%29/errors/`, "", `${profiles}/${id}/errors`],
    [`${profiles}('O''Neill/Elm%25 %C3%BC')`, "", `${profiles}/O'Neill%2FElm%25%20%C3%BC`],
    [`${profiles}/A%20b/profilestatus`, "", `${profiles}/A%20b/profileStatus`],
    [`${profiles}/a%2fb/Microsoft.Graph.Pause`, "", `${profiles}/a%2fb/pause`],
    [`${profiles}/${id}/uploadUrl()`, "", `${profiles}/${id}/uploadUrl`],
    [`${profiles}('${id}')/microsoft.graph.uploadUrl()`, "", `${profiles}/${id}/uploadUrl`],
    ["/%24metadata", "", "/$metadata"],
    ["/beta/$Batch/", "/beta", "/$batch"],
  ])("%s is recognized", (sent, version, path) => expect(graphPathOf(sent)).toMatchObject({ version, path }));

  it.each([
    "/betaeducation",
    "/_mock/journal/",
    `${profiles}()`,
    `${profiles}('')`,
    `${profiles}('a'')`,
    `${profiles}(a)`,
    `${profiles}/a//`,
    `${profiles}/a/startled`,
    `${profiles}/a/start/now`,
    `/x${profiles}`,
  ])("%s is not in the contract and stays unchanged", (sent) =>
    expect(graphPathOf(sent)).toMatchObject({ version: "", path: sent, route: undefined }),
  );
});

describe.each([
  ["stateful", { profiles: "examples" } as const],
  ["stateless", { stateless: true } as const],
])("a %s mock", async (_, options) => {
  const mock = await startForAll({ ...options, auth: "basic" });

  const get = async (path: string, headers = {}) => {
    const { status, body } = await send("GET", mock.url + path, { headers });
    return { status, body };
  };

  it.each([
    `/beta/Education/SynchronizationProfiles('${id}')/`,
    `/BETA/education/synchronizationprofiles/${id}`,
    `/beta${profiles}(%27${id}%27)`,
  ])("answers %s like the contract's path", async (path) => {
    const canonical = await get(`/beta${profiles}/${id}`);
    expect(canonical.status).toBe(200);
    expect(await get(path)).toEqual(canonical);
  });

  it("checks a token's permissions however the path is written", async () => {
    const claims = Buffer.from(JSON.stringify({ aud: "https://graph.microsoft.com", exp: 4e9, scp: "User.Read" }));
    const token = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims.toString("base64url")}.`;
    const { status, body } = await get(`/Education/synchronizationProfiles('${id}')/microsoft.graph.uploadUrl()`, {
      authorization: `Bearer ${token}`,
    });
    expect(status).toBe(403);
    expect(body).toMatchObject({ error: { message: "Required scp claim values are not provided." } });
  });

  it.each([
    { accept: "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false" },
    { accept: "application/json;odata.metadata=none" },
    { accept: "application/json;odata.metadata=full, text/plain, */*" },
    { accept: "application/json; odata=verbose" },
    { consistencylevel: "eventual" },
    { "odata-version": "4.0", "odata-maxversion": "4.01" },
    { sdkversion: "graph-js/3.0.7", "x-ms-throttle-priority": "low" },
  ])("answers a request with %j like one without", async (headers) => {
    expect(await get(`/beta${profiles}/${id}`, headers)).toEqual(await get(`/beta${profiles}/${id}`));
  });

  it("points to the OpenAPI document when asked for CSDL", async () => {
    const { status, body } = await get("/beta/$metadata");
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain("GET /openapi.json.");
    expect((await get("/openapi.json")).body).toMatchObject({ openapi: "3.1.0" });
  });
});

it("links keep the contract's spelling, whatever the caller wrote", async () => {
  const mock = await startForTest({ profiles: "examples" });
  const path = "/Beta/Education/SynchronizationProfiles/?TOP=1&$Select=displayName,%20state";
  const { body: page } = await send("GET", mock.url + path, { headers: { authorization: "bearer any-token" } });
  expect(page["@odata.context"]).toBe(
    `${mock.url}/beta/$metadata#education/synchronizationProfiles(id,displayName,state)`,
  );
  expect(page["@odata.nextLink"]).toMatch(
    /\/beta\/education\/synchronizationProfiles\?\$top=1&\$select=displayName%2Cstate&\$skiptoken=\w+$/,
  );
});

it("the context of an unchanged profile has the URL that the caller used", async () => {
  const mock = await startForTest({ profiles: "examples", trustProxy: true });
  const path = `${profiles}/${id}`;
  const contextAt = async (at: string, headers = {}): Promise<unknown> =>
    (await send("GET", mock.url + at, { headers })).body["@odata.context"];
  const entity = "$metadata#education/synchronizationProfiles/$entity";
  expect(await contextAt(path)).toBe(`${mock.url}/${entity}`);
  expect(await contextAt(`/beta${path}`)).toBe(`${mock.url}/beta/${entity}`);
  expect(await contextAt(path, { "x-forwarded-host": "mock.school.example" })).toBe(
    `http://mock.school.example/${entity}`,
  );
  expect(await contextAt(path)).toBe(`${mock.url}/${entity}`);
});
