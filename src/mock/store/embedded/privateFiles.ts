import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ofOthers = 0o077;

/**
 * Restricts a folder, including the files that LevelDB creates in it, to its owner: they contain secrets, and nobody else
 * should change them. LevelDB's files get their permissions from the umask, which is global to the process.
 */
export function createPrivateFiles(folder: string): { protect: () => void } {
  let seen: number | undefined;
  let isWarned = false;

  function restrict(path: string, mode: number): void {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && (stats.mode & ofOthers) !== 0) chmodSync(path, mode);
  }

  function protect(): void {
    if (process.platform === "win32") return;
    // The folder's modification time changes with each file that is created or removed.
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs === undefined || mtimeMs === seen) return;
    seen = mtimeMs;
    try {
      restrict(folder, 0o700);
      for (const name of readdirSync(folder)) restrict(join(folder, name), 0o600);
    } catch (error) {
      if (isWarned) return;
      isWarned = true;
      const { code } = error as NodeJS.ErrnoException;
      process.emitWarning(`Other users of this machine may read the store ${folder}: it can't be changed (${code}).`);
    }
  }

  return { protect };
}
