import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MockOptions } from "graph-education-sync/mock";
import { call, control, createBody } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";
import { describeEachStore } from "./eachStore.ts";
import { listedIds, newBody, uploadAll } from "./storeCalls.ts";
import { placeForTest } from "./storePlace.ts";

const create = "createSynchronizationProfile";
const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });
const timeOf = async (mock: { url: string }): Promise<number> =>
  Date.parse(String((await control(mock, "POST", "/clock", { body: { advanceInMs: 0 } })).body["now"]));

describeEachStore("a mock with its store in %s", (newPlace, supports) => {
  describe.skipIf(!supports.restart)("that starts again", () => {
    let store: string | undefined;
    beforeEach(async () => {
      ({ store } = await placeForTest(newPlace));
    });
    const start = (options: MockOptions = {}) => startForTest({ store, pace: { reads: 0, ms: 0 }, ...options });

    it("closes without a warning, also if it is closed twice", async () => {
      const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
      const mock = await start({ seed: "s" });
      await call(mock.url, create, { body: newBody() });
      await mock.close();
      await mock.close();
      expect(warned).not.toHaveBeenCalled();
      warned.mockRestore();
    });

    it("keeps what each tenant has", async () => {
      const first = await start({ seed: "s" });
      const { body } = await call(first.url, create, { body: createBody("powerSchool") });
      const id = String((await call(first.url, create, { body: newBody(), ...as("other") })).body["id"]);
      await first.advance(60_000);
      const fresh = (await call(first.url, create, { body: newBody() })).body["id"];
      await uploadAll(first.url, id, "other");
      await first.scenario({ failPercent: 100 }, "third");
      const now = await timeOf(first);
      await first.close();

      const second = await start({ seed: "s" });
      expect(await listedIds(second.url)).toEqual([body["id"], fresh]);
      expect(await call(second.url, "startSynchronizationProfile", { id, ...as("other") })).toMatchObject({
        status: 200,
        body: { value: [] },
      });
      expect((await call(second.url, "listSynchronizationProfiles", as("third"))).status).toBeGreaterThanOrEqual(500);
      expect(await timeOf(second)).toBeGreaterThan(now);
      const next = (await call(second.url, create, { body: newBody() })).body["id"];
      expect([fresh, body["id"], id]).not.toContain(next);
      await second.reset();
      expect([await listedIds(second.url), await listedIds(second.url, "third")]).toEqual([[], []]);
    });

    it("leaves a tenant empty that was emptied, whatever a new one starts with", async () => {
      const first = await start();
      const { body } = await call(first.url, create, { body: createBody("source") });
      await call(first.url, "deleteSynchronizationProfile", { id: String(body["id"]) });
      expect(await listedIds(first.url)).toEqual([]);
      await first.close();
      const second = await start({ profiles: "examples" });
      expect(await listedIds(second.url)).toEqual([]);
      expect(await listedIds(second.url, "new")).toHaveLength(6);
    });
  });
});
