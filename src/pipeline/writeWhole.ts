import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes files so that a reader, or a stop in between, finds each of them whole: as it was or as it is to be. */
export async function writeWhole(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  const written = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    return { path, unfinished: `${path}.${process.pid}.tmp`, content };
  });
  try {
    for (const folder of new Set(written.map(({ path }) => dirname(path)))) await mkdir(folder, { recursive: true });
    await Promise.all(written.map(({ unfinished, content }) => writeFile(unfinished, content)));
    for (const { path, unfinished } of written) await rename(unfinished, path);
  } finally {
    await Promise.all(written.map(({ unfinished }) => rm(unfinished, { force: true })));
  }
}
