import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, jwtVerify, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { authorizationCode, graphDefault, postForm, readAnswer, tenant } from "./tokens.ts";
import { startForTest } from "../../support/mock.ts";

const secretForm = { grant_type: "client_credentials", client_id: "app", client_secret: "hush", scope: graphDefault };
const redirectUri = "http://localhost:3000/back";
const codeForm = { grant_type: "authorization_code", client_id: "app", redirect_uri: redirectUri };
const minute = 60_000;

const authorize = (url: string, parameters: Record<string, string>) =>
  fetch(`${url}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`, { redirect: "manual" });

describe("discovery", () => {
  it.each([tenant, "common", "contoso.onmicrosoft.com"])("for %s returns the mock's endpoints", async (name) => {
    const { url } = await startForTest();
    const answer = await readAnswer(await fetch(`${url}/${name}/v2.0/.well-known/openid-configuration`));
    expect(answer.body).toMatchObject({
      issuer: `${url}/${name}/v2.0`,
      authorization_endpoint: `${url}/${name}/oauth2/v2.0/authorize`,
      token_endpoint: `${url}/${name}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${url}/${name}/oauth2/v2.0/devicecode`,
      jwks_uri: `${url}/${name}/discovery/v2.0/keys`,
    });
  });

  it("is readable in a browser", async () => {
    const { url } = await startForTest();
    const headers = { origin: "https://app.example" };
    const answer = await fetch(`${url}/common/v2.0/.well-known/openid-configuration`, { headers });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("a token for an application", () => {
  it("is signed with a published key and has Graph's claims at the mock's time", async () => {
    const { url, advance } = await startForTest();
    await advance(2 * 60 * minute);
    const { status, body, headers } = await postForm(url, "token", secretForm);
    expect([status, body]).toEqual([
      200,
      { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: body.access_token },
    ]);
    expect(headers.get("cache-control")).toBe("no-store");
    const keys = createRemoteJWKSet(new URL(`${url}/${tenant}/discovery/v2.0/keys`));
    const currentDate = new Date(Date.now() + 2 * 60 * minute + 1000);
    const { payload } = await jwtVerify(body.access_token, keys, { currentDate, algorithms: ["RS256"] });
    expect(payload).toMatchObject({
      aud: "https://graph.microsoft.com",
      iss: `https://sts.windows.net/${tenant}/`,
      tid: tenant,
      appid: "app",
      appidacr: "1",
      idtyp: "app",
      roles: ["EduAdministration.Read.All", "EduAdministration.ReadWrite.All"],
      ver: "1.0",
    });
    expect(payload).not.toHaveProperty("scp");
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(3600);
    expect(Math.abs((payload.iat ?? 0) * 1000 - currentDate.getTime())).toBeLessThan(minute);
  });

  it("is issued to a client that sends its secret in the Authorization header", async () => {
    const { url } = await startForTest();
    const { client_id: id, client_secret: secret, ...form } = secretForm;
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    expect(decodeJwt((await postForm(url, "token", form, { authorization })).body.access_token)).toMatchObject({
      appid: "app",
    });
  });

  const assertionForm = {
    grant_type: "client_credentials",
    client_id: "app",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    scope: graphDefault,
  };
  const assertion = (url: string, claims: object = {}): string => {
    const { iss, sub, aud, exp } = {
      iss: "app",
      sub: "app",
      aud: `${url}/${tenant}/oauth2/v2.0/token`,
      exp: "5m",
      ...claims,
    };
    return new UnsecuredJWT({}).setIssuer(iss).setSubject(sub).setAudience(aud).setExpirationTime(exp).encode();
  };

  it.each([
    ["of the client", {}],
    ["of another identity provider", { iss: "https://cluster.example", sub: "pod", aud: "api://AzureADTokenExchange" }],
  ])("is issued for an assertion %s", async (_, claims) => {
    const { url } = await startForTest();
    const { body } = await postForm(url, "token", { ...assertionForm, client_assertion: assertion(url, claims) });
    expect(decodeJwt(body.access_token)).toMatchObject({ appidacr: "2" });
  });

  it.each([
    ["garbage", 50027],
    [{ exp: new Date(Date.now() - 1000) }, 700024],
    [{ aud: "https://other.example/token" }, 700023],
    [{ iss: "other" }, 700021],
    [{ sub: "other" }, 700021],
  ])("is not issued for an assertion with %j", async (claims, number) => {
    const { url } = await startForTest();
    const client_assertion = typeof claims === "string" ? claims : assertion(url, claims);
    const { status, body } = await postForm(url, "token", { ...assertionForm, client_assertion });
    expect([status, body["error"], body["error_codes"]]).toEqual([401, "invalid_client", [number]]);
  });
});

describe("a granted token", () => {
  const rolesOf = async (url: string, headers = {}): Promise<unknown> =>
    decodeJwt((await postForm(url, "token", secretForm, headers)).body.access_token)["roles"];

  it("has the permissions that the scenario grants in each of the mock's tenants", async () => {
    const mock = await startForTest({ scenario: { grant: ["EduAdministration.Read.All"] } });
    expect(await rolesOf(mock.url)).toEqual(["EduAdministration.Read.All"]);
    await mock.scenario({ grant: [] }, "other");
    expect(await rolesOf(mock.url, { "x-mock-tenant": "other" })).toBeUndefined();
    await mock.scenario({ grant: null });
    expect(await rolesOf(mock.url)).toHaveLength(2);
  });

  it("can't have a permission that the contract lacks", async () => {
    await expect(startMock({ scenario: { grant: ["User.Read"] } })).rejects.toThrow(
      /EduAdministration\.ReadWrite\.All/,
    );
  });

  it.each([
    [graphDefault, "EduAdministration.Read EduAdministration.ReadWrite"],
    ["EduAdministration.Read", "EduAdministration.Read"],
    ["https://graph.microsoft.com/EduAdministration.ReadWrite openid", "EduAdministration.ReadWrite"],
    ["User.Read", undefined],
  ])("of a user has for the scope %s the permissions %s", async (scope, scp) => {
    const { url } = await startForTest();
    const code = await authorizationCode(url, { scope });
    const { body } = await postForm(url, "token", { ...codeForm, code });
    expect(decodeJwt(body.access_token)["scp"]).toBe(scp);
    for (const name of scp?.split(" ") ?? []) expect(body["scope"]).toContain(name);
  });

  it("for another resource has that resource as its audience", async () => {
    const { url } = await startForTest();
    const scope = "https://management.azure.com/.default";
    const { body } = await postForm(url, "token", { ...secretForm, scope });
    expect(decodeJwt(body.access_token).aud).toBe("https://management.azure.com");
  });

  it("for the mock's own URL has Graph as its audience", async () => {
    const { url } = await startForTest();
    const { body } = await postForm(url, "token", { ...secretForm, scope: `${url}/.default` });
    expect(decodeJwt(body.access_token).aud).toBe("https://graph.microsoft.com");
  });
});

describe("a device code", () => {
  const begin = async (url: string) =>
    (await postForm(url, "devicecode", { client_id: "app", scope: `${graphDefault} openid offline_access` })).body;
  const poll = async (url: string, device_code: unknown, grant_type = "device_code") =>
    (await postForm(url, "token", { grant_type, client_id: "app", device_code: String(device_code) })).body;

  it.each(["device_code", "urn:ietf:params:oauth:grant-type:device_code"])(
    "is pending for as many polls as the pace sets (%s)",
    async (grantType) => {
      const { url } = await startForTest({ pace: { reads: 2, ms: minute } });
      const { device_code, verification_uri, ...rest } = await begin(url);
      expect(rest).toMatchObject({
        user_code: expect.stringMatching(/^[A-Z]{9}$/) as string,
        expires_in: 900,
        interval: 1,
      });
      expect((await fetch(String(verification_uri))).status).toBe(200);
      const answers = [];
      for (let count = 0; count < 4; count += 1) answers.push(await poll(url, device_code, grantType));
      expect(answers.map(({ error, token_type }) => error ?? token_type)).toEqual([
        "authorization_pending",
        "authorization_pending",
        "Bearer",
        "expired_token",
      ]);
      expect(answers[2]).toMatchObject({
        id_token: expect.any(String) as string,
        refresh_token: expect.any(String) as string,
      });
    },
  );

  it("is granted once the time of the pace has passed", async () => {
    const { url, advance } = await startForTest({ pace: { reads: 1000, ms: minute } });
    const { device_code } = await begin(url);
    expect(await poll(url, device_code)).toMatchObject({ error: "authorization_pending" });
    await advance(minute);
    expect(await poll(url, device_code)).toHaveProperty("access_token");
  });

  it("expires, and any other code is refused", async () => {
    const { url, advance } = await startForTest();
    const { device_code } = await begin(url);
    await advance(15 * minute);
    expect(await poll(url, device_code)).toMatchObject({ error: "expired_token" });
    expect(await poll(url, "other")).toMatchObject({ error: "bad_verification_code" });
  });
});

describe("an authorization code", () => {
  const verifier = "a-verifier-of-at-least-forty-three-characters-in-all";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const pkce = { code_challenge: challenge, code_challenge_method: "S256" };

  it("comes with the state and can be redeemed once for the requested tokens", async () => {
    const { url } = await startForTest();
    const scope = "EduAdministration.ReadWrite openid offline_access";
    const sent = {
      client_id: "app",
      response_type: "code",
      redirect_uri: `${redirectUri}?a=1`,
      scope,
      state: "s&t",
      nonce: "n",
      ...pkce,
    };
    const answer = await authorize(url, sent);
    const location = new URL(answer.headers.get("location") ?? "");
    expect([answer.status, location.searchParams.get("state"), location.searchParams.get("a")]).toEqual([
      302,
      "s&t",
      "1",
    ]);
    const code = location.searchParams.get("code") ?? "";
    const form = { ...codeForm, redirect_uri: `${redirectUri}?a=1`, code, code_verifier: verifier, client_info: "1" };
    const { body } = await postForm(url, "token", form);
    const id = decodeJwt(String(body["id_token"]));
    expect(id).toMatchObject({ aud: "app", nonce: "n", iss: `${url}/${tenant}/v2.0`, tid: tenant });
    expect(decodeJwt(body.access_token)).toMatchObject({
      scp: "EduAdministration.ReadWrite",
      appidacr: "0",
      oid: id["oid"],
    });
    const clientInfo = JSON.parse(Buffer.from(String(body["client_info"]), "base64url").toString()) as object;
    expect(clientInfo).toEqual({ uid: id["oid"], utid: tenant });

    const again = await postForm(url, "token", { ...form });
    expect(again.body["error_codes"]).toEqual([54005]);
    const refresh = { grant_type: "refresh_token", client_id: "app", refresh_token: String(body["refresh_token"]) };
    const refreshed = await postForm(url, "token", refresh);
    expect(decodeJwt(refreshed.body.access_token)["scp"]).toBe("EduAdministration.ReadWrite");
    const narrower = await postForm(url, "token", { ...refresh, scope: "EduAdministration.Read" });
    expect(decodeJwt(narrower.body.access_token)["scp"]).toBe("EduAdministration.Read");
    expect(narrower.body).toHaveProperty("refresh_token");
  });

  it.each([
    ["another verifier", { code_verifier: "other" }, 501481],
    ["no verifier", {}, 900144],
    ["another redirect_uri", { code_verifier: verifier, redirect_uri: "http://localhost:3000/other" }, 500112],
    ["another client", { code_verifier: verifier, client_id: "other" }, 70000],
    ["another code", { code_verifier: verifier, code: "other" }, 70000],
  ])("is refused with %s", async (_, changed, number) => {
    const { url } = await startForTest();
    const code = await authorizationCode(url, pkce);
    const { status, body } = await postForm(url, "token", { ...codeForm, code, ...changed });
    expect([status, body["error_codes"]]).toEqual([400, [number]]);
  });

  it("expires after ten minutes, and a refresh token after ninety days", async () => {
    const { url, advance } = await startForTest();
    const code = await authorizationCode(url, {});
    const other = await authorizationCode(url, { scope: `${graphDefault} offline_access` });
    const { body } = await postForm(url, "token", { ...codeForm, code: other });
    await advance(10 * minute);
    expect((await postForm(url, "token", { ...codeForm, code })).body["error_codes"]).toEqual([70008]);
    await advance(90 * 24 * 60 * minute);
    const refresh = { grant_type: "refresh_token", client_id: "app", refresh_token: String(body["refresh_token"]) };
    expect((await postForm(url, "token", refresh)).body["error_codes"]).toEqual([70008]);
  });

  it("comes in a form or a fragment if requested", async () => {
    const { url } = await startForTest();
    const sent = {
      client_id: "app",
      response_type: "code",
      redirect_uri: redirectUri,
      scope: graphDefault,
      state: '"><b>',
    };
    const fragment = await authorize(url, { ...sent, response_mode: "fragment" });
    expect(fragment.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/back#code=.+&state=%22%3E%3Cb%3E$/);
    const form = await (await authorize(url, { ...sent, response_mode: "form_post" })).text();
    expect(form).toContain(`action="${redirectUri}"`);
    expect(form).not.toContain('"><b>');
  });

  it.each([
    [{ redirect_uri: "" }, 900144],
    [{ redirect_uri: "back" }, 90102],
    [{ redirect_uri: "javascript:alert(1)" }, 90102],
    [{ client_id: "" }, 900144],
    [{ response_mode: "telepathy" }, 9002313],
    [{ response_type: "id_token", response_mode: "query" }, 70007],
  ])("is refused without a redirect for %j", async (changed, number) => {
    const { url } = await startForTest();
    const sent = { client_id: "app", response_type: "code", redirect_uri: redirectUri, scope: graphDefault };
    const { status, body } = await readAnswer(await authorize(url, { ...sent, ...changed }));
    expect([status, body["error_codes"]]).toEqual([400, [number]]);
  });

  it.each([
    [{ response_type: "none" }, "unsupported_response_type"],
    [{ response_type: "telepathy" }, "unsupported_response_type"],
    [{ scope: "" }, "invalid_request"],
    [{ code_challenge_method: "S512" }, "invalid_request"],
  ])("is refused with a redirect for %j", async (changed, error) => {
    const { url } = await startForTest();
    const sent = {
      client_id: "app",
      response_type: "code",
      redirect_uri: redirectUri,
      scope: graphDefault,
      state: "s",
    };
    const answer = await authorize(url, { ...sent, ...changed });
    const { searchParams } = new URL(answer.headers.get("location") ?? "");
    expect([searchParams.get("error"), searchParams.get("state")]).toEqual([error, "s"]);
    expect(searchParams.get("error_description")).toMatch(/^AADSTS\d+: /);
  });
});

describe("an invalid request", () => {
  it.each([
    [{ grant_type: "" }, 400, "invalid_request", 900144],
    [{ grant_type: "password" }, 400, "invalid_request", 900144],
    [{ grant_type: "password", username: "alex" }, 400, "invalid_request", 900144],
    [{ grant_type: "srv_challenge" }, 400, "unsupported_grant_type", 70003],
    [{ scope: "", resource: "https://graph.microsoft.com" }, 400, "invalid_request", 901002],
    [{ resource: "https://vault.azure.net" }, 400, "invalid_request", 9010010],
    [{ grant_type: "constructor" }, 400, "unsupported_grant_type", 70003],
    [{ client_id: "" }, 400, "invalid_request", 900144],
    [{ client_secret: "" }, 401, "invalid_client", 7000218],
    [{ scope: "" }, 400, "invalid_request", 900144],
    [{ scope: "EduAdministration.Read.All" }, 400, "invalid_scope", 1002012],
    [{ scope: "openid" }, 400, "invalid_scope", 1002012],
    [{ scope: `${graphDefault} https://vault.azure.net/.default` }, 400, "invalid_scope", 28000],
    [{ scope: "https://graph.microsoft.com/" }, 400, "invalid_scope", 70011],
  ])("with %j gets Entra's error", async (changed, status, error, number) => {
    const { url } = await startForTest();
    const id = "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88";
    const answer = await postForm(url, "token", { ...secretForm, ...changed }, { "client-request-id": id });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error,
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: .* Correlation ID: ${id} `)) as string,
      error_codes: [number],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/) as string,
      trace_id: expect.any(String) as string,
      correlation_id: id,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    });
  });

  it.each([
    ["GET", `/${tenant}/oauth2/v2.0/token`, 405, 900561, "POST"],
    ["POST", `/${tenant}/discovery/v2.0/keys`, 405, 900561, "GET"],
    ["GET", "/con$toso/v2.0/.well-known/openid-configuration", 400, 900023, null],
  ])("%s %s gets Entra's error", async (method, path, status, number, allow) => {
    const { url } = await startForTest();
    const answer = await readAnswer(await fetch(url + path, { method }));
    expect([answer.status, answer.body["error_codes"], answer.headers.get("allow")]).toEqual([status, [number], allow]);
  });

  it("leaves no secret in the journal", async () => {
    const { url, journal } = await startForTest();
    await postForm(url, "token", { ...secretForm, scope: "" });
    await fetch(`${url}/${tenant}/oauth2/v2.0/token?client_secret=hush&refresh_token=hush&code=hush`);
    const text = JSON.stringify(await journal());
    expect(text).toContain("AADSTS900144");
    expect(text).not.toContain("hush");
  });
});
