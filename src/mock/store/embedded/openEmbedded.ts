import { existsSync } from "node:fs";
import { access, constants, mkdir, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ClassicLevel } from "classic-level";
import type { ProfileStores } from "../profileStore.ts";
import { assertFormat, DamagedStoreError, UnwritableStoreError } from "../storeErrors.ts";
import { isDamagedLog } from "./damagedLog.ts";
import { embeddedStores } from "./embeddedStores.ts";
import { openDatabase } from "./levelDatabase.ts";
import { createPrivateFiles } from "./privateFiles.ts";

type Level = ClassicLevel<string, string>;

const formatKey = "format";
/** The version of the storage format. */
const storeFormat = "2";
// LevelDB's default of 4 MiB fills up so often that compaction uses a seventh of a create's CPU.
const writeBufferSize = 16 * 1024 * 1024;
// A profile is nearly 2 kB, so a block of LevelDB's default of 4 KiB would contain only two.
const blockSize = 16 * 1024;

const reasons: Record<string, (folder: string) => string> = {
  EEXIST: () => "it is not a folder",
  ENOTDIR: () => "it is not a folder",
  ENOENT: (folder) => `create the folder ${dirname(resolve(folder))}`,
  EACCES: () => "give this user write access to it",
  EROFS: () => "it is on a read-only disk",
};

async function assertFolder(folder: string): Promise<void> {
  if (folder === "") throw new UnwritableStoreError('""', "expected the name of a folder, or redis://<host>");
  try {
    if (!existsSync(folder)) await mkdir(folder, { mode: 0o700 });
    await readdir(folder);
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new UnwritableStoreError(folder, reasons[code]?.(folder) ?? message);
  }
}

async function assertUndamaged(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length > 0 && !names.includes("CURRENT"))
    throw new DamagedStoreError(folder, "it has other files, and no file CURRENT");
  for (const name of names) {
    if (name.endsWith(".log") && (await isDamagedLog(join(folder, name))))
      throw new DamagedStoreError(folder, `the log ${name} has damaged records`);
  }
}

async function openLevel(folder: string, Database: typeof ClassicLevel): Promise<Level> {
  // If the folder has disappeared while the mock was running, it must be restored manually.
  await assertUndamaged(folder);
  const level = new Database<string, string>(folder, { writeBufferSize, blockSize });
  try {
    await level.open();
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    if (code === "LEVEL_LOCKED")
      throw new UnwritableStoreError(
        folder,
        "another process uses it; several mocks can share what they store in Redis, with --store redis://<host>",
      );
    if (code === "LEVEL_CORRUPTION") throw new DamagedStoreError(folder, message);
    throw new UnwritableStoreError(folder, message);
  }
  return level;
}

async function checkFormat(folder: string, level: Level): Promise<void> {
  const format = level.getSync(formatKey);
  if (format !== undefined) return assertFormat(folder, format, storeFormat);
  const isEmpty = (await level.keys({ limit: 1 }).all()).length === 0;
  if (!isEmpty) throw new DamagedStoreError(folder, "it is another program's database");
  await level.put(formatKey, storeFormat, { sync: true });
}

/**
 * Stores in a folder, for one process at a time. A change is on disk before it is acknowledged.
 */
export async function openEmbedded(folder: string, Database: typeof ClassicLevel): Promise<ProfileStores> {
  await assertFolder(folder);
  const files = createPrivateFiles(folder);
  const database = await openDatabase(folder, files.protect, async () => {
    const level = await openLevel(folder, Database);
    try {
      await checkFormat(folder, level);
    } catch (error) {
      await level.close();
      throw error;
    }
    return level;
  });
  return embeddedStores(database);
}
