import { describe, expect, it } from "vitest";
import type { EducationSynchronizationProfile } from "graph-education-sync";
import { startMock } from "graph-education-sync/mock";
import { call, createBody } from "../../support/caller.ts";

describe("a stored profile that violates the contract", () => {
  it.each<[string, object, string]>([
    ["an impossible state", { state: 42 }, "state"],
    ["a missing property", { displayName: undefined }, "displayName"],
    [
      "an unknown property",
      { dataProvider: { "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider", extra: 1 } },
      "dataProvider",
    ],
  ])("by %s gets a 500", async (_, violation, named) => {
    const mock = await startMock();
    const sound = { ...(createBody("source") as object), id: "invalid" };
    await mock.seed([{ ...sound, ...violation } as unknown as EducationSynchronizationProfile]);
    const { status, body } = await call(mock.url, "getSynchronizationProfile", { id: "invalid" });
    expect([status, body.error.code]).toEqual([500, "InternalError"]);
    expect(body.error.message).toMatch(new RegExp(`own answer violates the contract: .*${named}`));
    await mock.close();
  });
});
