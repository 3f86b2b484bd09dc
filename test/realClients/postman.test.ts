import { readFileSync } from "node:fs";
import { startMock, type Mock } from "graph-education-sync/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validSet } from "../mock/schoolDataSync/files/fileSet.ts";
import { createBody } from "../support/caller.ts";

interface PublishedRequest {
  name: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  /** The expected status; the collection's own tests expect no other. */
  status: number;
  /** Variable → where its value is in the response, as the collection's scripts set it. */
  sets?: Record<string, string>;
  /** The stage that the sync must reach before. */
  after?: string;
  needsPasswordGrant?: boolean;
}

const { requests } = JSON.parse(readFileSync("test/realClients/postman.json", "utf8")) as {
  requests: PublishedRequest[];
};

const variables: Record<string, string> = {
  TenantID: "contoso.example",
  UserName: "admin@contoso.example",
  UserPassword: "any-password",
  ClientID: "8d4c3a55-0e0e-4a52-9f3a-2f1f7f0f4b20",
  ClientSecret: "any-secret",
};
const filled = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => variables[name] ?? "");

let mock: Mock;
const profiles = "/beta/education/synchronizationProfiles";
const headers = { authorization: "Bearer any-token" };
async function ask(path: string, init: RequestInit = {}): Promise<Record<string, string>> {
  const answer = await fetch(new URL(path, mock.url), { headers, ...init });
  return JSON.parse((await answer.text()) || "{}") as Record<string, string>;
}

/** The collection expects a tenant that has a profile whose sync is running. */
beforeAll(async () => {
  mock = await startMock({ pace: { reads: 0, ms: 3_600_000 } });
  const create = { ...headers, "content-type": "application/json" };
  const { id } = await ask(profiles, {
    ...{ method: "POST", headers: create, body: JSON.stringify(createBody("csvNewAccounts")) },
  });
  await ask(`${profiles}/${id}`);
  await ask(`/_mock/profiles/${id}/files`, {
    ...{ method: "POST", headers: create, body: JSON.stringify({ files: validSet }) },
  });
  await ask(`${profiles}/${id}/start`, { method: "POST" });
});
afterAll(() => mock.close());

const signsInByPassword = async (): Promise<boolean> => {
  const { grant_types_supported: grants = [] } = (await ask(
    "/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration",
  )) as {
    grant_types_supported?: string[];
  };
  return grants.includes("password");
};

async function send({ method, url, headers: own = {}, form }: PublishedRequest): Promise<Response> {
  const { pathname } = new URL(filled(url));
  const isSignIn = form !== undefined;
  return fetch(new URL(pathname, mock.url), {
    method,
    headers: { ...own, ...(isSignIn ? {} : { authorization: filled("Bearer {{bearerToken}}") }) },
    ...(isSignIn
      ? { body: new URLSearchParams(Object.entries(form).map(([key, value]) => [key, filled(value)])) }
      : {}),
  });
}

function valueAt(body: unknown, path: string): string {
  return path.split(".").reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], body) as string;
}

describe("the published collection for Postman", () => {
  it.for(requests)("$name: $method gets $status", async (request, { skip }) => {
    if (request.needsPasswordGrant) skip(!(await signsInByPassword()), "The mock has no password grant.");
    const id = variables["syncProfileId"];
    if (request.after !== undefined) {
      const to = { method: "POST", headers: { "content-type": "application/json" }, body: `{"to":"${request.after}"}` };
      await ask(`/_mock/profiles/${id}/transitions`, to);
    }
    const answer = await send(request);
    const text = await answer.text();
    expect(answer.status, text).toBe(request.status);
    for (const [name, path] of Object.entries(request.sets ?? {})) {
      variables[name] = valueAt(JSON.parse(text), path);
      expect(variables[name]).toBeTruthy();
    }
  });
});
