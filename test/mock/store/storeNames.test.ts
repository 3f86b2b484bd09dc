import { inspect } from "node:util";
import { expect, it } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { maskedStore } from "../../../src/mock/store/openStores.ts";

const schemes = /its scheme '[\w+-]+' is unknown; expected a folder, redis:\/\/<host>, redis\+sentinel:/;
const reserved = /percent-encode reserved characters in the password/;
const path = /the path is not the number of a database/;
const primary = /the name of the primary is missing; expected redis\+sentinel:\/\/<host>,<host>\/<name>/;
const looks = /looks like a URL with a password; expected a folder/;

it.each<[store: string, shown: string, message: RegExp]>([
  ["valkey://:hush@host", "valkey://host", schemes],
  ["valkeys://user:hush@host:6379/2", "valkeys://host:6379/2", schemes],
  ["valkey://:hu sh@host", "valkey://host", schemes],
  ["valkey://host?password=hush", "valkey://host", schemes],
  ["redis-sentinel://:hush@host:26379", "redis-sentinel://host:26379", schemes],
  ["reddis://:hush@host", "reddis://host", schemes],
  ["http://user:hush@host", "http://host", schemes],
  ["redis:/:hush@host", "redis:***@host", schemes],
  ["redis:hush@host", "redis:***@host", schemes],
  ["redis://:p/hush@host", "redis://host", reserved],
  ["redis://:p#hush@host", "redis://host", reserved],
  ["redis://:p?hush@host", "redis://host", reserved],
  ["redis://user:1/hush@host", "redis://host", reserved],
  ["redis://user/hush@host", "redis://host", reserved],
  ["redis//:hush@host", "redis//:***@host", looks],
  ["redis ://:hush@host", "redis :***@host", looks],
  [":hush@host", ":***@host", looks],
  ["redis://user:hush@127.0.0.1:1/3", "redis://127.0.0.1:1/3", /ECONNREFUSED/],
  ["redis://:p@hush@127.0.0.1:1", "redis://127.0.0.1:1", /ECONNREFUSED/],
  ["redis://127.0.0.1:1?password=hush", "redis://127.0.0.1:1", /ECONNREFUSED/],
  ["redis://:hush@host/first", "redis://host/first", path],
  ["redis://:hush@host,other", "redis://host,other", /a server has one host/],
  ["redis+sentinel://:hush@host,other", "redis+sentinel://host,other", primary],
  ["redis+sentinel://:hush@host/", "redis+sentinel://host", primary],
  ["rediss+sentinel://:hush@host/name/x", "rediss+sentinel://host/name/x", path],
  [
    "redis+sentinel://host/name?password=hush",
    "redis+sentinel://host/name",
    /'password' is unknown; expected sentinel/,
  ],
  ["redis+cluster://:p/hush@host,other", "redis+cluster://host,other", reserved],
  ["redis+cluster://user:hush@host,other:x", "redis+cluster://host,other:x", reserved],
  ["redis+cluster://:hush@host/1", "redis+cluster://host/1", /a cluster has only database 0/],
  ["redis+cluster://host?password=hush", "redis+cluster://host", /'password' is unknown/],
  ["redis+stack://:hush@host", "redis+stack://host", schemes],
  ["redis+cluster://:hush@127.0.0.1:1,[::1]:1", "redis+cluster://127.0.0.1:1,[::1]:1", /can't be used: /],
  [
    "redis+sentinel://:hush@127.0.0.1:1,[::1]:1/name/0?sentinelPassword=hush",
    "redis+sentinel://127.0.0.1:1,[::1]:1/name/0",
    /can't be used: connect ECONNREFUSED 127\.0\.0\.1:1\.$/,
  ],
])("the store %s is refused without showing its password", async (store, shown, message) => {
  expect(maskedStore(store)).toBe(shown);
  const error = await startMock({ store }).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: "UnwritableStoreError", message: expect.stringMatching(message) as string });
  expect(inspect(error, { showHidden: true })).not.toContain("hush");
});

it.each(["/home/me@work/store", "./@scope/store", "C:\\Users\\me@work\\store", "C:/Users/me@work/store", "store"])(
  "the folder %s is shown unchanged",
  (store) => expect(maskedStore(store)).toBe(store),
);
