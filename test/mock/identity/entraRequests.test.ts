import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { delegatedToken, applicationToken, readAnswer, type EntraAnswer } from "./tokens.ts";
import { startForAll } from "../../support/mock.ts";

const mock = await startForAll();

const form = { "content-type": "application/x-www-form-urlencoded" };
const post = async (path: string, body: string): Promise<EntraAnswer> =>
  readAnswer(await fetch(mock.url + path, { method: "POST", body, headers: form }));
const get = async (path: string, headers: Record<string, string> = {}): Promise<EntraAnswer> =>
  readAnswer(await fetch(mock.url + path, { headers, redirect: "manual" }));

const contoso = "/contoso.example";
const appId = "2d4d11a2-f814-46a7-890a-274a72a7309e";
const graph = encodeURIComponent("https://graph.microsoft.com");
const everything = "EduAdministration.Read EduAdministration.ReadWrite";

describe("a published token request", () => {
  it.each<[source: string, path: string, body: string, claims: object]>([
    [
      // "EDU Graph - SDS Classic", OfficeDev/O365-EDU-Tools; the collection's spelling of the user's name.
      "of the Postman collection for a user",
      `${contoso}/oauth2/v2.0/token`,
      `grant_type=password&userName=admin%40contoso.example&password=x&scope=${graph}%2F.default&client_id=${appId}&client_secret=s`,
      { scp: everything, upn: "admin@contoso.example", appidacr: "1" },
    ],
    [
      "of the 2017 collection for a user",
      `${contoso}/oauth2/token`,
      `grant_type=password&resource=${graph}&client_id=${appId}&username=admin%40contoso.example&password=x&client_secret=s`,
      { scp: everything, aud: "https://graph.microsoft.com" },
    ],
    [
      // learn.microsoft.com/azure/active-directory/azuread-dev/v1-oauth2-client-creds-grant-flow
      "of v1 for an application",
      `${contoso}/oauth2/token`,
      `grant_type=client_credentials&client_id=${appId}&client_secret=s&resource=${graph}%2F`,
      { roles: ["EduAdministration.Read.All", "EduAdministration.ReadWrite.All"], aud: "https://graph.microsoft.com/" },
    ],
    [
      // PowerPlatformConnectors, School Data Sync V2: GetDelegatedToken.
      "of the Power Platform connector",
      "/common/oauth2/token",
      `grant_type=password&client_id=${appId}&resource=${graph}&username=admin%40contoso.example&password=x`,
      { scp: everything },
    ],
    [
      "of MSAL.NET with capitals in the path",
      "/organizations/OAuth2/v2.0/Token",
      `client_id=${appId}&scope=openid+offline_access+profile+eduadministration.readwrite&grant_type=password&username=Alex%40contoso.example&password=x`,
      { scp: "EduAdministration.ReadWrite", upn: "Alex@contoso.example" },
    ],
    [
      "of v1 for Graph by its id",
      `${contoso}/oauth2/token/`,
      `grant_type=client_credentials&client_id=${appId}&client_secret=s&resource=00000003-0000-0000-C000-000000000000`,
      { aud: "00000003-0000-0000-c000-000000000000" },
    ],
    [
      "of v1 with a scope but no resource, for the directory",
      `${contoso}/oauth2/token`,
      `grant_type=client_credentials&client_id=${appId}&client_secret=s&scope=${graph}%2F.default`,
      { aud: "00000002-0000-0000-c000-000000000000" },
    ],
  ])("%s gets its token", async (_, path, body, claims) => {
    const answer = await post(path, body);
    expect(answer.status, answer.text).toBe(200);
    expect(decodeJwt(answer.body.access_token)).toMatchObject(claims);
  });

  it("gets a v1 answer with numbers as strings", async () => {
    const body = `grant_type=password&resource=${graph}&client_id=${appId}&username=alex%40contoso.example&password=x`;
    const { body: answer } = await post(`${contoso}/oauth2/token`, body);
    const { exp, nbf } = decodeJwt(answer.access_token);
    expect(answer).toEqual({
      token_type: "Bearer",
      scope: everything,
      expires_in: "3599",
      ext_expires_in: "3599",
      expires_on: String(exp),
      not_before: String(nbf),
      resource: "https://graph.microsoft.com",
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
      id_token: expect.any(String) as string,
    });
    const id = decodeJwt(String(answer["id_token"]));
    const { body: metadata } = await get(`${contoso}/.well-known/openid-configuration`);
    expect(id).toMatchObject({ ver: "1.0", upn: "alex@contoso.example", aud: appId, iss: metadata["issuer"] });
    const keys = createRemoteJWKSet(new URL(String(metadata["jwks_uri"])));
    await expect(jwtVerify(String(answer["id_token"]), keys)).resolves.toBeDefined();

    const refresh = `grant_type=refresh_token&client_id=${appId}&refresh_token=${String(answer["refresh_token"])}`;
    const other = await post(`${contoso}/oauth2/token`, `${refresh}&resource=https%3A%2F%2Fother.example`);
    expect(decodeJwt(other.body.access_token)).toMatchObject({
      aud: "https://other.example",
      upn: "alex@contoso.example",
    });
    expect(other.body["scope"]).toBe("user_impersonation");
  });

  it("identifies a user regardless of case, and a tenant by name or id", async () => {
    const body = (name: string) =>
      `grant_type=password&resource=${graph}&client_id=${appId}&username=${name}&password=x`;
    const ids = [];
    for (const name of ["alex%40contoso.example", "Alex%40contoso.example", "bo%40contoso.example"])
      ids.push(decodeJwt((await post(`${contoso}/oauth2/token`, body(name))).body.access_token)["oid"]);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
    const { tid } = decodeJwt((await post(`${contoso}/oauth2/token`, body("alex"))).body.access_token);
    const { body: first } = await post(`${contoso}/oauth2/token`, body("alex"));
    const refresh = `grant_type=refresh_token&client_id=${appId}&refresh_token=${String(first["refresh_token"])}`;
    expect((await post(`/${String(tid)}/oauth2/token`, refresh)).status).toBe(200);
  });
});

describe("the hybrid flow", () => {
  // ASP.NET's OpenIdConnectAuthenticationOptions with ResponseType "code id_token", as in the C# sample.
  const query = (more: string): string =>
    `client_id=${appId}&redirect_uri=https%3A%2F%2Flocalhost%3A44300%2F&response_mode=form_post&response_type=code+id_token` +
    `&scope=openid+profile&state=OpenIdConnect.AuthenticationProperties&nonce=636&${more}`;
  const inputs = (page: string): Record<string, string> =>
    Object.fromEntries([...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));

  it("posts a code and an ID token with its hash", async () => {
    const { text } = await get(
      `${contoso}/oauth2/authorize?${query(`resource=${graph}&login_hint=alex%40contoso.example`)}`,
    );
    const { code = "", id_token = "", state } = inputs(text);
    expect(state).toBe("OpenIdConnect.AuthenticationProperties");
    expect(decodeJwt(id_token)).toMatchObject({
      nonce: "636",
      upn: "alex@contoso.example",
      c_hash: createHash("sha256").update(code).digest().subarray(0, 16).toString("base64url"),
    });
    const redeem =
      `grant_type=authorization_code&code=${code}&client_id=${appId}&client_secret=s&resource=${graph}` +
      "&redirect_uri=https%3A%2F%2Flocalhost%3A44300%2F";
    const { body } = await post(`${contoso}/oauth2/token`, redeem);
    expect(decodeJwt(body.access_token)).toMatchObject({ upn: "alex@contoso.example", scp: everything });
  });

  it.each([
    ["without a nonce", query("").replace("nonce=636", ""), 90014],
    ["without the scope openid", query("").replace("openid+", ""), 70005],
  ])("returns Entra's error %s", async (_, text, number) => {
    const { text: page } = await get(`${contoso}/oauth2/v2.0/authorize?${text}`);
    expect(inputs(page)["error_description"]).toMatch(new RegExp(`^AADSTS${number}: `));
  });

  it("uses the fragment by default and puts the access token's hash in the ID token", async () => {
    const asked = query("").replace("response_mode=form_post&", "").replace("code+id_token", "token+id_token");
    const { headers } = await get(`${contoso}/oauth2/v2.0/authorize?${asked}`);
    const { hash, search } = new URL(headers.get("location") ?? "");
    const { access_token = "", id_token = "", token_type } = Object.fromEntries(new URLSearchParams(hash.slice(1)));
    expect([search, token_type]).toEqual(["", "Bearer"]);
    expect(decodeJwt(id_token)["at_hash"]).toBe(
      createHash("sha256").update(access_token).digest().subarray(0, 16).toString("base64url"),
    );
  });
});

describe("the on-behalf-of flow", () => {
  const body = (assertion: string): string =>
    `grant_type=${encodeURIComponent("urn:ietf:params:oauth:grant-type:jwt-bearer")}&client_id=${appId}&client_secret=s` +
    `&scope=${graph}%2F.default&requested_token_use=on_behalf_of&assertion=${assertion}`;
  const token = (claims: object, expires = "5m"): string =>
    new UnsecuredJWT({ aud: `api://${appId}`, scp: "access_as_user", upn: "alex@contoso.example", ...claims })
      .setExpirationTime(expires)
      .encode();

  it("exchanges a token for the application for one for Graph", async () => {
    const own = `grant_type=password&client_id=spa&username=alex%40contoso.example&password=x&scope=api%3A%2F%2F${appId}%2Faccess_as_user`;
    const { body: first } = await post(`${contoso}/oauth2/v2.0/token`, own);
    const { body: second } = await post(`${contoso}/oauth2/v2.0/token`, body(first.access_token));
    expect(decodeJwt(second.access_token)).toMatchObject({
      upn: "alex@contoso.example",
      scp: everything,
      appid: appId,
    });
  });

  const forged = async (): Promise<string> => {
    const { kid } = JSON.parse(
      Buffer.from((await delegatedToken(mock.url)).split(".")[0] ?? "", "base64url").toString(),
    ) as { kid: string };
    return new SignJWT({ aud: `api://${appId}` })
      .setProtectedHeader({ alg: "HS256", kid })
      .setExpirationTime("5m")
      .sign(Buffer.alloc(32));
  };
  it.each<[string, () => Promise<string> | string, number]>([
    ["garbage", () => "garbage", 50027],
    ["a forged token of the mock", forged, 50013],
    ["a token for Graph", () => delegatedToken(mock.url), 500131],
    ["an expired token", () => token({}, "-5m"), 500133],
    ["an application's token", () => token({ scp: undefined, roles: ["x"] }), 7000114],
  ])("refuses %s with Entra's error", async (_, assertion, number) => {
    const { status, body: error } = await post(`${contoso}/oauth2/v2.0/token`, body(await assertion()));
    expect([status, error["error_codes"]]).toEqual([400, [number]]);
  });
});

describe("the other endpoints that MSAL uses", () => {
  it.each([
    ["/common/userrealm/admin@contoso.example?api-version=1.0", "Managed", "contoso.example"],
    ["/common/UserRealm/Admin%40Contoso.Example?api-version=1.0", "Managed", "contoso.example"],
    ["/common/userrealm/admin?api-version=1.0", "Unknown", undefined],
  ])("GET %s returns the account type %s", async (path, account_type, domain_name) => {
    const { status, body } = await get(path);
    expect([status, body["ver"], body["account_type"], body["domain_name"]]).toEqual([
      200,
      "1.0",
      account_type,
      domain_name,
    ]);
  });

  it.each([
    ["/contoso.example/oauth2/v2.0/authorize", "/contoso.example/v2.0/.well-known/openid-configuration"],
    ["/contoso.example/oauth2/authorize", "/contoso.example/.well-known/openid-configuration"],
  ])("instance discovery for %s returns the metadata's URL", async (path, metadata) => {
    const { host } = new URL(mock.url);
    const endpoint = encodeURIComponent(`${mock.url}${path}`);
    const { body } = await get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`);
    expect(body).toEqual({
      tenant_discovery_endpoint: mock.url + metadata,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
    expect((await get(new URL(String(body["tenant_discovery_endpoint"])).pathname)).status).toBe(200);
  });

  it.each(["https://login.evil.example/common/oauth2/v2.0/authorize", "common", "https://localhost/common"])(
    "instance discovery refuses %s",
    async (endpoint) => {
      const { status, body } = await get(
        `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
      );
      expect([status, body["error"], body["error_codes"]]).toEqual([400, "invalid_instance", [50049]]);
    },
  );

  it("userinfo matches the ID token at the endpoint of each version", async () => {
    const body = `grant_type=password&client_id=${appId}&username=alex%40contoso.example&password=x&scope=openid+${graph}%2F.default`;
    const { body: tokens } = await post(`${contoso}/oauth2/v2.0/token`, body);
    const authorization = `Bearer ${tokens.access_token}`;
    for (const version of ["/v2.0", ""]) {
      const { body: metadata } = await get(`${contoso}${version}/.well-known/openid-configuration`);
      const { pathname } = new URL(String(metadata["userinfo_endpoint"]));
      expect((await get(pathname, { authorization })).body).toEqual({
        sub: decodeJwt(String(tokens["id_token"])).sub,
        name: "alex",
        given_name: "alex",
        email: "alex@contoso.example",
      });
    }
  });

  it.each<[string, () => Promise<string>, number]>([
    ["no token", () => Promise.resolve(""), 401],
    ["a token for another audience", () => delegatedToken(mock.url, "https://other.example/.default"), 401],
    ["any text", () => Promise.resolve("Bearer any-token"), 200],
    ["an application's token", () => applicationToken(mock.url), 403],
  ])("userinfo accepts or refuses %s", async (_, token, status) => {
    const text = await token();
    const authorization = text.startsWith("ey") ? `Bearer ${text}` : text;
    const answer = await get("/oidc/userinfo", authorization === "" ? {} : { authorization });
    expect(answer.status, answer.text).toBe(status);
    if (status === 403) expect(answer.body["error"]).toMatchObject({ code: "AccessDenied" });
    if (status === 401) expect(answer.body["error"]).toMatchObject({ code: "InvalidAuthenticationToken" });
  });

  it.each([
    [
      "post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye%3Fa%3D1&state=s",
      302,
      "https://app.example/bye?a=1&state=s",
    ],
    ["", 200, null],
    ["post_logout_redirect_uri=javascript%3Aalert(1)", 200, null],
    ["post_logout_redirect_uri=nowhere", 200, null],
  ])("signing out with %j answers %i", async (query, status, location) => {
    for (const path of ["/oauth2/logout", "/oauth2/v2.0/logout"]) {
      const { status: sent, headers } = await get(`${contoso}${path}?${query}`);
      expect([sent, headers.get("location")]).toEqual([status, location]);
    }
  });
});

it("the journal contains no secrets of sign-in", async () => {
  const secrets = ["hush-password", "hush-secret", "hush-assertion", "hush-hint"];
  const body = `grant_type=password&client_id=${appId}&username=u&password=hush-password&client_secret=hush-secret&resource=${graph}`;
  const { body: tokens } = await post(`${contoso}/oauth2/token`, body);
  await get(`${contoso}/oauth2/token?password=hush-password&assertion=hush-assertion&client_secret=hush-secret`);
  await get(`${contoso}/oauth2/logout?id_token_hint=hush-hint`);
  const asked = `client_id=${appId}&redirect_uri=https%3A%2F%2Fa.example&scope=openid&nonce=1&response_type=`;
  const codes = [];
  for (const mode of ["&response_mode=form_post", ""]) {
    const { text, headers } = await get(`${contoso}/oauth2/v2.0/authorize?${asked}code+id_token${mode}`);
    codes.push(/code(?:" value="|=)([\w-]+)/.exec(headers.get("location") ?? text)?.[1] ?? "missing");
    codes.push(/eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(headers.get("location") ?? text)?.[0] ?? "missing");
  }
  const device = await post(`${contoso}/oauth2/v2.0/devicecode`, `client_id=${appId}&scope=openid`);
  const text = JSON.stringify(await mock.journal());
  for (const name of ["access_token", "refresh_token", "id_token"]) secrets.push(String(tokens[name]));
  for (const secret of [...secrets, ...codes, String(device.body["device_code"])]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(text).not.toContain(secret);
  }
});
