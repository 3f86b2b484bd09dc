import { describe, expect, it } from "vitest";
import { readValidators } from "../../../src/mock/contract/operations.ts";
import { compareEngines } from "./agreement.ts";

const seed = 1;

describe("a plainly valid request is answered as Prism would have it answered, and so is any other", () => {
  // All that is known without a store, and mutations of it; with one, mutations alone.
  it.each([
    { mode: "stateless", stateless: true, count: 1700 },
    { mode: "stateful", stateless: false, count: 1400, mutatedOnly: true },
  ])(
    "$mode",
    async (options) => {
      const { requests, plain, statuses, differences } = await compareEngines({ ...options, seed });
      console.log(`${requests} requests, ${plain} of them without Prism; ${JSON.stringify(statuses)}`);
      expect(differences.slice(0, 3).join("\n\n\n")).toBe("");
      expect(plain).toBeGreaterThan(requests / 12);
    },
    300_000,
  );

  it.each(["createSynchronizationProfile body", "listSynchronizationProfiles parameters"] as const)(
    "so that a validator which lets everything pass is noticed: %s",
    async (name) => {
      const validators = { ...readValidators(), [name]: () => true };
      const { differences } = await compareEngines({ stateless: true, count: 600, seed, validators, most: 1 });
      expect(differences).toHaveLength(1);
    },
    60_000,
  );
});
