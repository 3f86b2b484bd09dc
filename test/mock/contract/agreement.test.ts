import { describe, expect, it } from "vitest";
import { readValidators } from "../../../src/mock/contract/operations.ts";
import { compareEngines } from "./agreement.ts";

const seed = 1;

describe("the engine's agreement with Prism", () => {
  // Without a store: all known requests and mutations of them. With one: mutations only.
  it.each([
    { mode: "stateless", stateless: true, count: 1700 },
    { mode: "stateful", stateless: false, count: 1400, mutatedOnly: true },
  ])(
    "holds in a $mode mock",
    async (options) => {
      const { requests, plain, statuses, differences } = await compareEngines({ ...options, seed });
      console.log(`${requests} requests, ${plain} of them without Prism; ${JSON.stringify(statuses)}`);
      expect(differences.slice(0, 3).join("\n\n\n")).toBe("");
      expect(plain).toBeGreaterThan(requests / 12);
    },
    300_000,
  );

  it.each(["createSynchronizationProfile body", "listSynchronizationProfiles parameters"] as const)(
    "is broken by a validator that accepts everything: %s",
    async (name) => {
      const validators = { ...readValidators(), [name]: () => true };
      const { differences } = await compareEngines({ stateless: true, count: 600, seed, validators, most: 1 });
      expect(differences).toHaveLength(1);
    },
    60_000,
  );
});
