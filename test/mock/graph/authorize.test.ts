import { describe, expect, it } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { logLine } from "../../../src/mock/journal/entry.ts";
import { call, createBody } from "../../support/caller.ts";
import { applicationToken, delegatedToken, foreignToken } from "../identity/tokens.ts";
import { startForTest } from "../../support/mock.ts";

const list = "listSynchronizationProfiles";
const create = "createSynchronizationProfile";
const withToken = (token: string, more = {}) => ({ headers: { authorization: `Bearer ${token}`, ...more } });
const now = (): number => Math.floor(Date.now() / 1000);
const hour = 3_600_000;

describe("a bearer token in JWT form", () => {
  it.each([
    ["is truncated", () => foreignToken().slice(0, 40), /^CompactToken parsing failed/],
    ["contains no JSON", () => foreignToken().replace(/\..*\./, ".e30x."), /^CompactToken parsing failed/],
    ["has expired", () => foreignToken({ exp: now() - 1 }), "Lifetime validation failed, the token is expired."],
    ["never expires", () => foreignToken({ exp: undefined }), /^Lifetime validation failed, .* missing/],
    ["is not yet valid", () => foreignToken({ nbf: now() + 60 }), /^Lifetime validation failed, .* not yet valid\.$/],
    [
      "is for another API",
      () => foreignToken({ aud: "https://management.azure.com" }),
      "Access token validation failure. Invalid audience.",
    ],
    ["is for no API", () => foreignToken({ aud: undefined }), "Access token validation failure. Invalid audience."],
  ])("that %s gets 401", async (_, token, message) => {
    const { url } = await startForTest();
    const { status, headers, body } = await call(url, list, withToken(token()));
    expect([status, body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
    expect(body.error.message).toMatch(message);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer realm=""/);
  });

  it.each([
    ["lacks the scope", { scp: "User.Read" }, "Required scp claim values are not provided."],
    ["lacks the role", { scp: undefined, roles: ["User.Read.All"] }, "Required roles claim values are not provided."],
    ["has no role", { scp: undefined, idtyp: "app" }, "Required roles claim values are not provided."],
    ["has neither scp nor roles", { scp: undefined }, "Either scp or roles claim need to be present in the token."],
    [
      "has an application's permission as a scope",
      { scp: "EduAdministration.ReadWrite.All" },
      "Required scp claim values are not provided.",
    ],
    [
      "has a user's roles in place of the scope",
      { scp: "User.Read", roles: ["EduAdministration.Read.All"] },
      "Required scp claim values are not provided.",
    ],
  ])("that %s gets 403", async (_, claims, message) => {
    const { url } = await startForTest();
    const { status, body } = await call(url, list, withToken(foreignToken(claims)));
    expect([status, body.error.code, body.error.message]).toEqual([403, "AccessDenied", message]);
  });

  it.each(["https://graph.microsoft.com", "https://graph.microsoft.com/", "00000003-0000-0000-c000-000000000000"])(
    "is accepted by its claims alone with the audience %s",
    async (aud) => {
      const { url } = await startForTest();
      expect((await call(url, list, withToken(foreignToken({ aud })))).status).toBe(200);
    },
  );

  it("expires by the mock's clock, even if it was valid a moment ago", async () => {
    const { url, advance } = await startForTest();
    const token = await delegatedToken(url);
    expect((await call(url, list, withToken(token))).status).toBe(200);
    await advance(hour - 10_000);
    expect((await call(url, list, withToken(token))).status).toBe(200);
    await advance(10_001);
    expect((await call(url, list, withToken(token))).body.error.message).toContain("the token is expired");
    expect((await call(url, list, withToken(await delegatedToken(url)))).status).toBe(200);
  });

  it("that the mock issued is refused after tampering", async () => {
    const { url } = await startForTest();
    const [header, , signature] = (await delegatedToken(url)).split(".");
    const [, claims] = foreignToken().split(".");
    const { status, body } = await call(url, list, withToken(`${header}.${claims}.${signature}`));
    expect([status, body.error.message]).toEqual([401, "Access token validation failure. Invalid signature."]);
  });

  it("is not checked for a preferred answer or an unknown path", async () => {
    const { url } = await startForTest();
    const expired = foreignToken({ exp: 1 });
    expect((await call(url, list, withToken(expired, { prefer: "code=200" }))).status).toBe(200);
    const answer = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${expired}` } });
    expect(answer.status).toBe(404);
  });

  it("is also checked by a stateless mock, which accepts any other token", async () => {
    const { url } = await startForTest({ stateless: true });
    const { status, body } = await call(url, create, {
      ...withToken(await applicationToken(url)),
      body: createBody("source"),
    });
    expect([status, body.error.code]).toEqual([403, "AccessDenied"]);
    expect((await call(url, create, { ...withToken("any"), body: createBody("source") })).status).toBe(201);
  });

  it("is checked before the request body", async () => {
    const { url } = await startForTest();
    expect((await call(url, create, { ...withToken(await applicationToken(url)), body: {} })).status).toBe(403);
  });
});

describe("the journal and the log", () => {
  it.each([
    ["delegated", list, { scp: "User.Read" }, ["EduAdministration.Read", "EduAdministration.ReadWrite"]],
    ["delegated", create, { scp: "EduAdministration.Read" }, ["EduAdministration.ReadWrite"]],
    [
      "application",
      list,
      { scp: undefined, roles: [] },
      ["EduAdministration.Read.All", "EduAdministration.ReadWrite.All"],
    ],
    [
      "application",
      create,
      { scp: undefined, roles: ["EduAdministration.ReadWrite.All"] },
      ["EduAdministration.ReadWrite"],
    ],
  ])("report the permissions that a %s token for %s lacks", async (_, operationId, claims, sufficient) => {
    const { url, journal } = await startForTest();
    const body = operationId === create ? { body: createBody("source") } : {};
    await call(url, operationId, { ...withToken(foreignToken(claims)), ...body });
    const [entry] = await journal();
    expect(entry).toMatchObject({
      status: 403,
      operationId,
      missingPermission: sufficient[0],
      sufficientPermissions: sufficient,
    });
    expect(entry && logLine(entry, "text")).toContain(` Needed: ${sufficient.join(" or ")}.`);
    expect(JSON.stringify(entry)).not.toContain("eyJ");
  });
});

describe("any other bearer token", () => {
  it.each(["any-token", "a.b.c", "x", "sk_live_1234"])("%s is accepted", async (token) => {
    const { url } = await startForTest();
    expect((await call(url, list, withToken(token))).status).toBe(200);
  });

  it.each(["bearer any-token", "BEARER any-token", "Bearer   any-token"])("is valid as '%s'", async (authorization) => {
    const { url } = await startForTest();
    expect((await call(url, list, { headers: { authorization } })).status).toBe(200);
  });

  it("is checked whatever the case of its scheme", async () => {
    const { url } = await startForTest();
    const headers = { authorization: `bEaReR ${foreignToken({ exp: 1 })}` };
    expect((await call(url, list, { headers })).status).toBe(401);
  });

  it.each(["", "Basic eDp5", "Bearer", "any-token"])("is missing from '%s'", async (authorization) => {
    const { url } = await startForTest();
    expect((await call(url, list, { headers: { authorization } })).status).toBe(401);
  });
});

describe("auth: strict", () => {
  it.each([
    ["an opaque token", () => "any-token", /^IDX14100: JWT is not well formed/],
    ["a token of another issuer", () => foreignToken(), "Access token validation failure. Invalid signature."],
    ["a truncated token", () => "eyJ", /^CompactToken parsing failed/],
  ])("refuses %s", async (_, token, message) => {
    const { url } = await startForTest({ auth: "strict" });
    const { status, body } = await call(url, list, withToken(token()));
    expect(status).toBe(401);
    expect(body.error.message).toMatch(message);
  });

  it.each(["", "Basic x", "Bearer", "Bearer \u00a0"])("refuses '%s'", async (authorization) => {
    const { url } = await startForTest({ auth: "strict" });
    expect((await call(url, list, { headers: { authorization } })).status).toBe(401);
  });

  it("accepts the mock's own tokens", async () => {
    const { url } = await startForTest({ auth: "strict" });
    expect((await call(url, list, withToken(await applicationToken(url)))).status).toBe(200);
  });
});

describe("auth: off", () => {
  it.each(["", "Basic x", `Bearer ${foreignToken({ exp: 1 })}`])("requires no token (%s)", async (authorization) => {
    const { url } = await startForTest({ auth: "off" });
    const { status } = await call(url, create, { headers: { authorization }, body: createBody("source") });
    expect(status).toBe(201);
  });

  it("is one of three levels", async () => {
    await expect(startMock({ auth: "lax" as "off" })).rejects.toThrow("'auth' must be one of off, basic, strict.");
  });
});
