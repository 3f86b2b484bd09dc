import { expect } from "vitest";
import { validSet } from "../schoolDataSync/files/fileSet.ts";
import { call, control, createBody, upload } from "../../support/caller.ts";

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

export const health = (url: string) => control({ url }, "GET", "/health");

/** The URL that accepts the files of a profile. */
export async function uploadUrl(url: string, id: string, tenant = "default"): Promise<string> {
  const { body } = await call(url, "getSynchronizationProfileUploadUrl", { id, headers: { "x-mock-tenant": tenant } });
  return String(body["value"]);
}

/** Uploads the six files of a profile through the mock at `url` and returns the statuses. */
export async function uploadAll(url: string, id: string, tenant?: string): Promise<number[]> {
  const address = await uploadUrl(url, id, tenant);
  const statuses: number[] = [];
  for (const [name, content = ""] of Object.entries(validSet))
    statuses.push((await upload(address, name, content)).status);
  return statuses;
}
