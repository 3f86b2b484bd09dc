import { readFileSync, statSync } from "node:fs";

const files = new Map<string, { bytes: Buffer; mtimeMs: number }>();

/** A file of the package, cached until it is rebuilt; `undefined` if missing. */
export function packageFile(file: URL): Buffer | undefined {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs === undefined) return undefined;
  const cached = files.get(file.href);
  if (cached?.mtimeMs === mtimeMs) return cached.bytes;
  const bytes = readFileSync(file);
  files.set(file.href, { bytes, mtimeMs });
  return bytes;
}
