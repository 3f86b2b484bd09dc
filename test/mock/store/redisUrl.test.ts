import { describe, expect, it } from "vitest";
import { openStores, maskedStore } from "../../../src/mock/store/openStores.ts";

describe("a Redis URL", () => {
  it.each([
    ["a slash", "redis://:abc/secret@127.0.0.1:1/0"],
    ["several reserved characters", "redis://:p@secret/w:rd#1@127.0.0.1:1/0"],
    ["a question mark", "redis://user:secret?1@127.0.0.1:1/0"],
    ["a number sign", "rediss://user:secret#1@127.0.0.1:1/0"],
    ["a slash in the user", "redis://us/er:secret@127.0.0.1:1/0"],
    ["a percent sign", "redis://:50%secret@127.0.0.1:1/0"],
  ])("with %s in its credentials is refused with advice to percent-encode it", async (_, store) => {
    const error: unknown = await openStores({ store }).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(
      /^The store rediss?:\/\/127\.0\.0\.1:1\/0 can't be used: it is not a valid URL; percent-encode reserved characters/,
    );
  });

  it.each([
    ["redis://:p%2Fss%23%40@127.0.0.1:1/0", "redis://127.0.0.1:1/0"],
    ["redis://user:p@ss@127.0.0.1:1/0", "redis://127.0.0.1:1/0"],
    ["redis://user@[::1]:1/0?family=6", "redis://[::1]:1/0"],
  ])("%s is used and shown without its credentials", async (store, shown) => {
    expect(maskedStore(store)).toBe(shown);
    await expect(openStores({ store })).rejects.toThrow(`The store ${shown} can't be used: connect ECONNREFUSED`);
  });
});
