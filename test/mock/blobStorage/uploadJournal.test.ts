import { beforeEach, expect, it } from "vitest";
import type { Mock } from "graph-education-sync/mock";
import { call, createBody } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";

let mock: Mock;
let url: URL;
beforeEach(async () => {
  mock = await startForTest({ pace: { reads: 1, ms: 1 } });
  const headers = { "x-mock-tenant": "school" };
  const { body } = await call(mock.url, "createSynchronizationProfile", {
    body: createBody("csvNewAccounts"),
    headers,
  });
  await mock.advance(1_000);
  const uploadUrl = await call(mock.url, "getSynchronizationProfileUploadUrl", { id: String(body["id"]), headers });
  url = new URL(String(uploadUrl.body["value"]));
  url.pathname += "/School.csv";
}, 30_000);

const uploads = async (tenant?: string) =>
  (await mock.journal(tenant))
    .filter(({ method }) => method === "PUT")
    .map(({ status, tenant }) => `${status} ${tenant}`);

it("an upload is in the journal of the tenant that its URL was signed for", async () => {
  await fetch(url, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: "x" });
  expect([await uploads(), await uploads("school")]).toEqual([["201 school"], ["201 school"]]);
});

it.each<{ upload: string; change: () => void; headers?: Record<string, string> }>([
  { upload: "without a signature", change: () => url.searchParams.delete("sig") },
  { upload: "with another signature", change: () => url.searchParams.set("sig", "x") },
  { upload: "without a query", change: () => (url.search = "") },
  { upload: "that names the tenant", change: () => (url.search = ""), headers: { "x-mock-tenant": "school" } },
  { upload: "of a block", change: () => (url.search = "?comp=block&blockid=AAAA") },
])("an unsigned upload $upload is in no tenant's journal", async ({ change, headers }) => {
  change();
  await fetch(url, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob", ...headers }, body: "x" });
  expect(await uploads()).toEqual(["403 undefined"]);
  expect([await uploads("school"), await uploads("default")]).toEqual([[], []]);
});
