import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ClassicLevel } from "classic-level";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { DamagedStoreError, type Mock, startMock, UnwritableStoreError } from "graph-education-sync/mock";
import { newRecord } from "../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { newProfile } from "../../../src/mock/schoolDataSync/profiles/profile.ts";
import { embeddedStores } from "../../../src/mock/store/embedded/embeddedStores.ts";
import type { Database } from "../../../src/mock/store/embedded/levelDatabase.ts";
import { recordText } from "../../../src/mock/store/profileRecord.ts";
import { openStores } from "../../../src/mock/store/openStores.ts";
import { call, createBody } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";
import { health, listedIds, newBody } from "./storeCalls.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
});
afterAll(() => rm(root, { recursive: true }));

let warnings: string[];
beforeEach(() => {
  warnings = [];
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => void warnings.push(String(warning)));
  // Once the mocks are closed.
  onTestFinished(() => void vi.restoreAllMocks());
});

type ClassicChainedBatch = ReturnType<ClassicLevel<string, string>["batch"]> & {
  write: (options?: object) => Promise<void>;
};

const create = "createSynchronizationProfile";
const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });

async function contentOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => !/^LOG|^LOCK/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "base64")] as const)),
  );
}

describe("a store in a folder", () => {
  it.skipIf(process.platform === "win32")("is accessible only to its owner, whatever the umask", async () => {
    const store = join(root, "private");
    const umask = process.umask(0);
    try {
      await mkdir(store, { mode: 0o777 });
      for (let restart = 0; restart < 2; restart += 1) {
        const mock = await startForTest({ store });
        await call(mock.url, create, { body: newBody() });
        await mock.close();
        const modes = await Promise.all(
          (await readdir(store)).map(async (name) => (await stat(join(store, name))).mode),
        );
        expect(modes.length).toBeGreaterThan(3);
        expect(modes.filter((mode) => (mode & 0o777) !== 0o600)).toEqual([]);
        expect((await stat(store)).mode & 0o777).toBe(0o700);
      }
    } finally {
      process.umask(umask);
    }
  });

  it("syncs each change to the disk before it is acknowledged", async () => {
    const options: unknown[] = [];
    const batch = Reflect.get(ClassicLevel.prototype, "batch") as (this: unknown) => ClassicChainedBatch;
    vi.spyOn(ClassicLevel.prototype, "batch").mockImplementation(function (this: unknown) {
      const chained = batch.call(this);
      const write = chained.write.bind(chained);
      chained.write = (given?: object) => {
        options.push(given);
        return write(given ?? {});
      };
      return chained;
    } as never);
    const stores = await openStores({ store: join(root, "synced") });
    const { store } = await stores.open("a");
    await store.insert(newRecord(newProfile(createBody("csvNewAccounts"), "x"), 0), Infinity);
    await stores.close();
    expect(options.length).toBeGreaterThanOrEqual(2);
    expect(options.filter((given) => (given as { sync?: boolean } | undefined)?.sync !== true)).toEqual([]);
  });

  it("holds no secret of a provider", async () => {
    const store = join(root, "kept");
    const mock = await startForTest({ store });
    await call(mock.url, create, { body: createBody("powerSchool") });
    await mock.close();
    const contents = Object.values(await contentOf(store)).map((content) => Buffer.from(content, "base64").toString());
    expect(contents.join()).toContain("PowerSchool");
    expect(contents.join()).not.toContain("not-a-real-secret");
  });

  it("has no limit of tenants, and one of profiles if it is given", async () => {
    const mock = await startForTest({ store: join(root, "many"), maxProfiles: 7 });
    await mock.seed("examples", "t0");
    await Promise.all(Array.from({ length: 1001 }, (_, count) => mock.seed([], `t${count + 1}`)));
    expect(await listedIds(mock.url, "t0")).toHaveLength(6);
    expect(warnings).toEqual([]);
    const status = async () => (await call(mock.url, create, { body: newBody(), ...as("t0") })).status;
    expect([await status(), await status()]).toEqual([201, 503]);
  });
});

describe("an unusable store", () => {
  it.each<[string, () => Promise<string>, string]>([
    ["a file", async () => (await writeFile(join(root, "file"), ""), join(root, "file")), "it is not a folder"],
    ["an empty name", async () => "", "expected the name of a folder"],
    ["a folder below a file", async () => join(root, "file", "s"), "it is not a folder"],
    ["a folder in a missing one", async () => join(root, "none", "s"), "create the folder"],
  ])("is refused at once if it is %s", async (_, store, reason) => {
    const refused = startMock({ store: await store() });
    await expect(refused).rejects.toBeInstanceOf(UnwritableStoreError);
    await expect(refused).rejects.toThrow(`can't be used: ${reason}`);
  });

  it("is refused if another mock uses it, which goes on", async () => {
    const store = join(root, "used");
    const first = await startForTest({ store });
    await expect(startMock({ store })).rejects.toThrow(/another process uses it; .* --store redis:\/\/<host>\.$/);
    expect((await call(first.url, create, { body: newBody() })).status).toBe(201);
  });

  it("is released by a mock that could not listen", async () => {
    const store = join(root, "again");
    const { url } = await startForTest({});
    await expect(startMock({ store, port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
    await startForTest({ store });
  });
});

describe("a damaged store", () => {
  let sound: string;
  beforeAll(async () => {
    sound = join(root, "sound");
    for (const start of [0, 500]) {
      const mock = await startMock({ store: sound });
      const ids = Array.from({ length: 500 }, (_, index) => `p${start + index}`);
      // In batches, which make more than one record of the log.
      for (let at = 0; at < ids.length; at += 100)
        await mock.seed(ids.slice(at, at + 100).map((id) => ({ ...newBody(), id })) as never);
      await mock.close();
    }
    // The table has what was in the log at the first stop.
    expect((await readdir(sound)).some((name) => name.endsWith(".ldb"))).toBe(true);
  }, 60_000);
  const named = async (folder: string, pattern: RegExp) =>
    join(folder, (await readdir(folder)).find((name) => pattern.test(name)) ?? expect.fail(`no ${pattern}`));
  const overwrite = async (file: string, share: number) => {
    const bytes = await readFile(file);
    const from = Math.floor(bytes.length * share);
    await writeFile(file, bytes.fill(7, from, from + 100));
  };

  it.each<[string, (folder: string) => Promise<void>]>([
    ["whose CURRENT is something else", async (folder) => writeFile(join(folder, "CURRENT"), "something else")],
    ["whose CURRENT is missing", async (folder) => rm(join(folder, "CURRENT"))],
    ["with half a manifest", async (folder) => truncate(await named(folder, /^MANIFEST/), 20)],
    ["without one of its tables", async (folder) => rm(await named(folder, /\.ldb$/))],
    ["whose log is overwritten in the middle", async (folder) => overwrite(await named(folder, /\.log$/), 0.5)],
    ["whose log is overwritten at its beginning", async (folder) => overwrite(await named(folder, /\.log$/), 0)],
  ])("%s is refused and left unchanged", async (_, damage) => {
    const store = await mkdtemp(join(root, "damaged-"));
    await cp(sound, store, { recursive: true });
    await damage(store);
    const before = await contentOf(store);
    const refused = startMock({ store });
    await expect(refused).rejects.toBeInstanceOf(DamagedStoreError);
    await expect(refused).rejects.toThrow(/is damaged .*left unchanged/);
    expect(await contentOf(store)).toEqual(before);
  });

  it("opens as far as it goes after a crash tore the last change", async () => {
    const store = join(root, "torn");
    await cp(sound, store, { recursive: true });
    const log = await named(store, /\.log$/);
    await truncate(log, (await readFile(log)).length - 1000);
    const mock = await startForTest({ store });
    expect((await listedIds(mock.url)).length).toBeGreaterThan(800);
  });

  it.each<[string, [key: string, value: string][], string]>([
    ["of another version", [["format", "1"]], "another version of this package wrote it in format 1"],
    ["of another program", [["key", "value"]], "it is another program's database"],
  ])("%s is refused", async (_, entries, reason) => {
    const store = await mkdtemp(join(root, "other-"));
    const level = new ClassicLevel(store);
    for (const [key, value] of entries) await level.put(key, value);
    await level.close();
    await expect(startMock({ store })).rejects.toThrow(reason);
  });
});

async function expectUnavailable(mock: Mock, reason: RegExp): Promise<void> {
  const { status, headers, body } = await call(mock.url, create, { body: newBody() });
  expect([status, headers.get("retry-after"), body.error.code]).toEqual([503, "1", "ServiceUnavailable"]);
  expect(body.error.message).toMatch(reason);
  expect((await mock.journal()).at(-1)?.errorMessage).toMatch(reason);
  expect(await health(mock.url)).toMatchObject({ status: 503, body: { status: "unavailable", store: "embedded" } });
}

async function untilAvailable(mock: Mock): Promise<string> {
  return vi.waitFor(
    async () => {
      const { status, body } = await call(mock.url, create, { body: newBody() });
      expect(status).toBe(201);
      return String(body["id"]);
    },
    { timeout: 10_000, interval: 100 },
  );
}

describe("a folder that is removed while the mock runs", () => {
  it("leads to 503 until it is back, and to one warning", async () => {
    const store = join(root, "moved");
    const mock = await startForTest({ store });
    const ids = [String((await call(mock.url, create, { body: newBody() })).body["id"])];
    await rename(store, `${store}-away`);
    for (let count = 0; count < 3; count += 1) await expectUnavailable(mock, /its folder was removed/);
    expect(warnings).toEqual([expect.stringMatching(/its folder was removed.*answered with 503/)]);
    await rename(`${store}-away`, store);
    ids.push(await untilAvailable(mock));
    expect(await health(mock.url)).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(warnings.at(-1)).toMatch(/is available again/);
    expect(await listedIds(mock.url)).toEqual(expect.arrayContaining(ids));
  });

  it("and is made again by hand starts empty", async () => {
    const store = join(root, "removed");
    const mock = await startForTest({ store });
    await call(mock.url, create, { body: newBody() });
    await rm(store, { recursive: true });
    await expectUnavailable(mock, /its folder was removed/);
    await mkdir(store);
    const id = await untilAvailable(mock);
    expect(await listedIds(mock.url)).toEqual([id]);
  });
});

describe("a full disk", () => {
  const isRoot = process.platform === "linux" && process.getuid?.() === 0;

  it.runIf(isRoot)("leads to 503 until there is room, and loses nothing acknowledged", async () => {
    const disk = join(root, "disk");
    await mkdir(disk);
    const mount = (...options: string[]) => execFileSync("mount", [...options, disk]);
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs");
    try {
      const mock = await startForTest({ store: join(disk, "store") });
      const acknowledged: string[] = [];
      const body = newBody("x".repeat(200));
      for (let isFull = false; !isFull;) {
        const answers = await Promise.all(Array.from({ length: 16 }, () => call(mock.url, create, { body })));
        acknowledged.push(...answers.flatMap((answer) => (answer.status === 201 ? [String(answer.body["id"])] : [])));
        isFull = answers.some(({ status }) => status === 503);
      }
      expect(acknowledged.length).toBeGreaterThan(100);
      await expectUnavailable(mock, /[Nn]o space left/);
      expect(warnings).toHaveLength(1);
      expect(await listedIds(mock.url)).toEqual(expect.arrayContaining(acknowledged));
      mount("-o", "remount,size=16m");
      acknowledged.push(await untilAvailable(mock));
      await mock.close();
      const again = await startForTest({ store: join(disk, "store") });
      expect(await listedIds(again.url)).toEqual(expect.arrayContaining(acknowledged));
      await again.close();
    } finally {
      execFileSync("umount", ["--lazy", disk]);
    }
  });

  it.runIf(isRoot)("or a read-only one is refused at the start", async () => {
    const disk = join(root, "read-only");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", disk]);
    try {
      await expect(startMock({ store: disk })).rejects.toThrow(/can't be used: it is on a read-only disk/);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

it("reads the long pages of several lists one at a time, each in its own turn", async () => {
  const record = newRecord(newProfile(createBody("csvNewAccounts"), "a"), 0);
  const page = Array.from({ length: 250 }, (_, at): [string, string] => [
    `profile/"a"/${at}`,
    `1 ${recordText(record)}`,
  ]);
  const reads = { pending: 0, most: 0 };
  const entries = async () => {
    reads.pending += 1;
    reads.most = Math.max(reads.most, reads.pending);
    await sleep(1);
    reads.pending -= 1;
    return page;
  };
  const database = { get: () => "0", entries } as unknown as Database;
  const { store } = await embeddedStores(database).open("a");
  let turn = 0;
  const nextImmediate = () => setImmediate(() => ((turn += 1), (immediate = nextImmediate())));
  let immediate = nextImmediate();
  const turns = await Promise.all(Array.from({ length: 5 }, () => store.list(0, 250).then(() => turn)));
  clearImmediate(immediate);
  expect(new Set(turns).size).toBe(5);
  expect(reads.most).toBe(1);
});
