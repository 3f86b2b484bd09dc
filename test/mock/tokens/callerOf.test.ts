import { describe, expect, it } from "vitest";
import { callerOf } from "../../../src/mock/tokens/callerOf.ts";
import { call, createBody } from "../../support/caller.ts";
import {
  applicationToken,
  authorizationCode,
  delegatedToken,
  foreignToken,
  graphDefault,
  postForm,
} from "../identity/tokens.ts";
import { startForAll } from "../../support/mock.ts";

const own = { tid: "t", appid: "a", oid: "o" };
const caller = (claims: object) => callerOf(`Bearer ${foreignToken({ ...claims })}`);

describe("the caller of a token", () => {
  it.each<[what: string, claims: object]>([
    ["a later token", { ...own, exp: 4e9, uti: "x" }],
    ["a token with fewer scopes", { ...own, scp: "EduAdministration.Read" }],
    ["a token of version 2", { tid: "t", azp: "a", oid: "o" }],
  ])("is the same for %s", (_, claims) => expect(caller(claims)).toBe(caller(own)));

  it.each<[what: string, claims: object]>([
    ["another tenant", { ...own, tid: "u" }],
    ["another application", { ...own, appid: "b" }],
    ["another person", { ...own, oid: "p" }],
    ["no person", { tid: "t", appid: "a" }],
  ])("differs for %s", (_, claims) => expect(caller(claims)).not.toBe(caller(own)));

  it("is the token itself if its claims name no caller", () => {
    expect(callerOf("Bearer x")).toBe(callerOf("bearer  x"));
    expect(callerOf("Bearer x")).not.toBe(callerOf("Bearer y"));
    expect(caller({ jti: "1" })).not.toBe(caller({ jti: "2" }));
    for (const header of ["", "Basic eyJ", "Bearer eyJ", "Bearer eyJ.x.y"])
      expect(callerOf(header)).toContain(header.slice(-3));
  });
});

describe("profiles isolated by token", async () => {
  const mock = await startForAll({ isolate: "token" });

  const namesFor = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await call(mock.url, "listSynchronizationProfiles", { headers });
    return body.value.map(({ displayName }) => displayName);
  };

  it("stay visible after the token is refreshed", async () => {
    const code = await authorizationCode(mock.url, { scope: `${graphDefault} offline_access` });
    const form = {
      grant_type: "authorization_code",
      client_id: "app",
      code,
      redirect_uri: "http://localhost:3000/back",
    };
    const { body: first } = await postForm(mock.url, "token", form);
    const headers = { authorization: `Bearer ${first.access_token}` };
    await call(mock.url, "createSynchronizationProfile", { headers, body: createBody("csvNewAccounts") });
    await mock.advance(600_000);
    const refresh = { grant_type: "refresh_token", client_id: "app", refresh_token: String(first["refresh_token"]) };
    const { body: second } = await postForm(mock.url, "token", refresh);
    expect(second.access_token).not.toBe(first.access_token);
    expect(await namesFor(second.access_token)).toEqual(["Fabrikam Unified School District"]);
    expect(await namesFor(await delegatedToken(mock.url))).toEqual(["Fabrikam Unified School District"]);
    expect(await namesFor(await applicationToken(mock.url))).toEqual([]);
    expect(await namesFor("any-token")).toEqual([]);
  });
});
