import type { Mock } from "graph-education-sync/mock";
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../../support/caller.ts";
import { listedIds, newBody } from "./storeCalls.ts";

export interface Load {
  /** Ids of acknowledged creates, by tenant. */
  acknowledged: Map<string, string[]>;
  /** Answers other than 201. */
  refused: { status: number; message: string }[];
  /** Milliseconds since the last acknowledged create. */
  sinceAcknowledged: () => number;
  stop: () => Promise<void>;
}

/** Creates profiles of several tenants without pause, each tenant on one of the mocks. */
export function createUnderLoad(mocks: Mock[], tenants: string[]): Load {
  const acknowledged = new Map<string, string[]>(tenants.map((tenant) => [tenant, []]));
  const refused: Load["refused"] = [];
  let last = performance.now();
  let isStopped = false;
  const writers = tenants.map(async (tenant, index) => {
    const { url } = mocks[index % mocks.length] as Mock;
    while (!isStopped) {
      const headers = { "x-mock-tenant": tenant };
      const { status, body } = await call(url, "createSynchronizationProfile", { body: newBody(), headers });
      if (status === 201) {
        acknowledged.get(tenant)?.push(String(body["id"]));
        last = performance.now();
      } else {
        refused.push({ status, message: String(body.error.message) });
        // Like Retry-After, but less patient.
        await sleep(100);
      }
    }
  });
  return {
    acknowledged,
    refused,
    sinceAcknowledged: () => performance.now() - last,
    stop: async () => {
      isStopped = true;
      await Promise.all(writers);
    },
  };
}

/** Counts the acknowledged creates, and those of them that are missing from the lists. */
export async function countLost(
  { url }: Mock,
  { acknowledged }: Load,
): Promise<{ acknowledged: number; lost: number }> {
  const count = { acknowledged: 0, lost: 0 };
  for (const [tenant, ids] of acknowledged) {
    const listed = new Set(await listedIds(url, tenant));
    count.acknowledged += ids.length;
    count.lost += ids.filter((id) => !listed.has(id)).length;
  }
  return count;
}
