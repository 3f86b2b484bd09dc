import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes each file atomically, so that a reader, or an interruption, never sees a partial one. */
export async function writeWhole(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  const writes = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    return { path, unfinished: `${path}.${process.pid}.tmp`, content };
  });
  try {
    for (const folder of new Set(writes.map(({ path }) => dirname(path)))) await mkdir(folder, { recursive: true });
    await Promise.all(writes.map(({ unfinished, content }) => writeFile(unfinished, content)));
    for (const { path, unfinished } of writes) await rename(unfinished, path);
  } finally {
    await Promise.all(writes.map(({ unfinished }) => rm(unfinished, { force: true })));
  }
}
