import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ofOthers = 0o077;

/**
 * Keeps a folder for its owner alone, with what LevelDB writes into it: secrets, and what nobody else should change.
 * LevelDB makes its files as the umask says, and the umask is the whole process's.
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
    // The folder changes with each file that is made or removed in it.
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
