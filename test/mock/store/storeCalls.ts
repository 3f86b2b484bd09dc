import { expect } from "vitest";
import { validSet } from "../schoolDataSync/files/fileSet.ts";
import { call, createBody } from "../../support/caller.ts";

const page = "listSynchronizationProfiles";

/** The body of a create whose profile gets a new id. */
export const newBody = (displayName = "A school"): object => ({
  ...(createBody("csvNewAccounts") as object),
  displayName,
});

/** The ids of all profiles of a tenant, page by page. */
export async function listedIds(url: string, tenant = "default"): Promise<string[]> {
  const ids: string[] = [];
  for (let query = "?$top=999"; ;) {
    const { status, body } = await call(url, page, { query, headers: { "x-mock-tenant": tenant } });
    expect(status).toBe(200);
    ids.push(...body.value.map(({ id }) => String(id)));
    const next = body["@odata.nextLink"] as string | undefined;
    if (next === undefined) return ids;
    query = new URL(next).search;
  }
}

export async function health(url: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}/_mock/health`);
  return { status: answer.status, body: await answer.json() };
}

/** The upload URL of a profile, before and after the file's name. */
export async function uploadUrl(url: string, id: string, tenant = "default"): Promise<[string, string]> {
  const { body } = await call(url, "getSynchronizationProfileUploadUrl", { id, headers: { "x-mock-tenant": tenant } });
  return String(body["value"]).split("?") as [string, string];
}

/** Uploads the six files of a profile through the mock at `url` and returns the statuses. */
export async function uploadAll(url: string, id: string, tenant?: string): Promise<number[]> {
  const [before, after] = await uploadUrl(url, id, tenant);
  const statuses: number[] = [];
  for (const [name, content] of Object.entries(validSet)) {
    const headers = { "x-ms-blob-type": "BlockBlob" };
    statuses.push(
      (await fetch(`${before}/${name}?${after}`, { method: "PUT", headers, body: content as string })).status,
    );
  }
  return statuses;
}
