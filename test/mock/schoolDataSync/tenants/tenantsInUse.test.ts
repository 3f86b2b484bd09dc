import { describe, expect, it, vi } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { createTenantsInUse } from "../../../../src/mock/schoolDataSync/tenants/tenantsInUse.ts";
import { call, createBody } from "../../../support/caller.ts";

describe("the tenants in use", () => {
  it.each<[string, string[], (string | undefined)[]]>([
    ["have room for the limit", ["a", "b", "a", "b"], [undefined, undefined, undefined, undefined]],
    ["evict the one used longest ago", ["a", "b", "a", "c", "b"], [undefined, undefined, undefined, "b", "a"]],
    ["never evict the default one", ["default", "a", "b", "c"], [undefined, undefined, undefined, "a"]],
    ["don't count the default one", ["a", "b", "default", "a"], [undefined, undefined, undefined, undefined]],
  ])("%s", (_, used, evicted) => {
    const latest = createTenantsInUse(2);
    expect(used.map(latest.use)).toEqual(evicted);
  });
});

describe("the 1,001st tenant", () => {
  const list = "listSynchronizationProfiles";
  const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });

  it("evicts the one used longest ago, except the default, with a warning and a journal note", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const mock = await startMock();
    await call(mock.url, "createSynchronizationProfile", { body: createBody("source") });
    await mock.seed("examples", "t1");
    await mock.scenario({ throttle: { requests: 1, seconds: 60 } }, "t1");
    for (let count = 2; count <= 1000; count += 1) await mock.seed([], `t${count}`);
    expect(warned).not.toHaveBeenCalled();

    await call(mock.url, list, as("t1001"));
    expect(warned.mock.calls).toEqual([["Tenant 't1' was evicted: more than 1000 tenants are in use."]]);
    expect((await mock.journal("t1001")).at(-1)).toMatchObject({ tenant: "t1001", evictedTenant: "t1" });
    expect((await call(mock.url, list)).body.value).toHaveLength(1);
    expect((await mock.journal("default")).at(-1)).not.toHaveProperty("evictedTenant");

    expect([(await call(mock.url, list, as("t1"))).body.value, (await call(mock.url, list, as("t1"))).status]).toEqual([
      [],
      200,
    ]);
    expect(warned).toHaveBeenCalledTimes(2);
    await mock.close();
    warned.mockRestore();
  });
});
