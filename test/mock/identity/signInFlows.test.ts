import { readFile } from "node:fs/promises";
import { UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { grantTypes, responseTypes } from "../../../src/mock/identity/signInFlows.ts";
import { readAnswer } from "./tokens.ts";
import { startForAll } from "../../support/mock.ts";

const mock = await startForAll({ pace: { reads: 0, ms: 0 } });

const redirectUri = "https://localhost:44300/signin-oidc";
const client = { client_id: "2d4d11a2-f814-46a7-890a-274a72a7309e", client_secret: "any" };

/** Endpoints and what a client requests from them. */
const places = {
  v1: {
    oauth2: "/contoso.example/oauth2",
    configuration: "/contoso.example/.well-known",
    wanted: { resource: "https://graph.microsoft.com" },
  },
  "v2.0": {
    oauth2: "/contoso.example/oauth2/v2.0",
    configuration: "/contoso.example/v2.0/.well-known",
    wanted: { scope: "https://graph.microsoft.com/.default openid offline_access" },
  },
  "v2.0 at `/common`": {
    oauth2: "/common/oauth2/v2.0",
    configuration: "/common/v2.0/.well-known",
    wanted: { scope: "https://graph.microsoft.com/.default openid offline_access" },
  },
};
type Place = keyof typeof places;

const post = async (place: Place, endpoint: string, form: Record<string, string>) =>
  readAnswer(
    await fetch(`${mock.url}${places[place].oauth2}/${endpoint}`, {
      method: "POST",
      body: new URLSearchParams(form),
    }),
  );

async function authorize(place: Place, responseType: string): Promise<Record<string, string>> {
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: responseType,
    redirect_uri: redirectUri,
    nonce: "678910",
    ...places[place].wanted,
  });
  const address = `${mock.url}${places[place].oauth2}/authorize?${query}`;
  const location = new URL((await fetch(address, { redirect: "manual" })).headers.get("location") ?? "");
  return Object.fromEntries(new URLSearchParams(location.search + location.hash.slice(1)));
}

const userToken = (): string =>
  new UnsecuredJWT({ scp: "access_as_user", upn: "alex@contoso.example", aud: `api://${client.client_id}` })
    .setExpirationTime("5m")
    .encode();

/** The parameters of a grant besides the client and the requested scope. */
const ofGrant: Record<string, (place: Place) => Promise<Record<string, string>> | Record<string, string>> = {
  authorization_code: async (place) => ({
    code: (await authorize(place, "code"))["code"] ?? "",
    redirect_uri: redirectUri,
  }),
  client_credentials: () => ({ scope: "https://graph.microsoft.com/.default" }),
  device_code: async (place) => {
    const { body } = await post(place, "devicecode", { client_id: client.client_id, ...places[place].wanted });
    return { device_code: String(body["device_code"]) };
  },
  password: () => ({ username: "admin@contoso.example", password: "any" }),
  refresh_token: async (place) => {
    const code = await ofGrant["authorization_code"]?.(place);
    const form = { ...client, ...places[place].wanted, ...code, grant_type: "authorization_code" };
    return { refresh_token: String((await post(place, "token", form)).body["refresh_token"]) };
  },
  "urn:ietf:params:oauth:grant-type:jwt-bearer": () => ({
    assertion: userToken(),
    requested_token_use: "on_behalf_of",
  }),
};
ofGrant["urn:ietf:params:oauth:grant-type:device_code"] = ofGrant["device_code"] as (typeof ofGrant)[string];

const outcome = (body: Record<string, unknown>): string =>
  body["access_token"] === undefined ? String(/^AADSTS\d+/.exec(String(body["error_description"]))) : "a token";

async function grantOutcome(place: Place, grantType: string): Promise<string> {
  const parts = await ofGrant[grantType]?.(place);
  const form = { ...client, ...places[place].wanted, ...parts, grant_type: grantType };
  return outcome((await post(place, "token", form)).body);
}

async function responseOutcome(place: Place, responseType: string): Promise<string> {
  const { code, id_token, access_token, ...rest } = await authorize(place, responseType);
  const came = Object.entries({ code, id_token, access_token }).filter(([, value]) => value !== undefined);
  return came.length > 0 ? came.map(([name]) => `\`${name}\``).join(", ") : outcome(rest);
}

const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;

async function table(): Promise<string> {
  const all = Object.keys(places) as Place[];
  const rows = async (names: string[], of: (place: Place, name: string) => Promise<string>): Promise<string[]> =>
    Promise.all(
      names.map(async (name) => row(`\`${name}\``, ...(await Promise.all(all.map((place) => of(place, name)))))),
    );
  const ruler = row("---", ...all.map(() => "---"));
  const unknown = "urn:ietf:params:oauth:grant-type:token-exchange";
  return [
    row("`grant_type`", ...all),
    ruler,
    ...(await rows([...Object.keys(grantTypes), unknown], grantOutcome)),
    "",
    row("`response_type`", ...all),
    ruler,
    ...(await rows(Object.keys(responseTypes), responseOutcome)),
  ].join("\n");
}

const withoutPadding = (markdown: string): string =>
  markdown.replace(/ +\|/g, " |").replace(/\| +/g, "| ").replace(/-{3,}/g, "---");

describe("signing in", () => {
  it("succeeds or fails as the table of the reference says", async () => {
    const measured = await table();
    console.log(measured);
    expect(withoutPadding(await readFile("src/reference/guide/mock/tokens.md", "utf8"))).toContain(measured);
  });

  it.each(Object.keys(places) as Place[])("supports what the metadata of %s lists", async (place) => {
    const address = `${mock.url}${places[place].configuration}/openid-configuration`;
    const { body } = await readAnswer(await fetch(address));
    const working = async (names: string[], of: (place: Place, name: string) => Promise<string>) => {
      const outcomes = await Promise.all(names.map(async (name) => [name, await of(place, name)] as const));
      return outcomes.filter(([, text]) => !text.includes("AADSTS")).map(([name]) => name);
    };
    expect(body["grant_types_supported"]).toEqual(await working(Object.keys(grantTypes), grantOutcome));
    expect(body["response_types_supported"]).toEqual(await working(Object.keys(responseTypes), responseOutcome));
    for (const [name, url] of Object.entries(body))
      if (/_endpoint$|_uri$/.test(name))
        expect((await fetch(String(url), { redirect: "manual" })).status).not.toBe(404);
  });
});
