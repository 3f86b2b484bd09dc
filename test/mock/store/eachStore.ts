import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { openStores } from "../../../src/mock/store/openStores.ts";
import { isSkipped, programs } from "../../programs/programs.ts";
import { startRedis } from "./redisServer.ts";
import type { NewPlace, StorePlace } from "./storePlace.ts";
import type { Supports } from "./storeSuite.ts";

interface StoreKind {
  newPlace: NewPlace;
  supports: Supports;
  isSkipped?: boolean;
}

const placeOf = (store?: string): StorePlace => ({
  open: (ttlInSeconds) => openStores({ store, ttlInSeconds }),
  ...(store === undefined ? {} : { store }),
});

const storeKinds: Record<string, StoreKind> = {
  memory: {
    newPlace: async () => placeOf(),
    supports: { restart: false, sharing: false, expiry: false },
  },
  "a folder": {
    newPlace: async () => {
      const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
      return { ...placeOf(folder), remove: () => rm(folder, { recursive: true }) };
    },
    supports: { restart: true, sharing: false, expiry: false },
  },
  Redis: {
    newPlace: async () => placeOf(await (await startRedis()).newDatabase()),
    supports: { restart: true, sharing: true, expiry: true },
    isSkipped: isSkipped(programs.redis),
  },
};

/** Describes each kind of store; Redis is skipped if the machine lacks it. */
export function describeEachStore(title: string, body: (newPlace: NewPlace, supports: Supports) => void): void {
  for (const [name, { newPlace, supports, isSkipped = false }] of Object.entries(storeKinds))
    describe.skipIf(isSkipped)(title.replace("%s", name), () => body(newPlace, supports));
}
