import { readFileSync, statSync } from "node:fs";

const files = new Map<string, { bytes: Buffer; mtimeMs: number }>();

/** A file of the package, read once for all who get it, and again after it was built again; `undefined` if missing. */
export function packageFile(file: URL): Buffer | undefined {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs === undefined) return undefined;
  const known = files.get(file.href);
  if (known?.mtimeMs === mtimeMs) return known.bytes;
  const bytes = readFileSync(file);
  files.set(file.href, { bytes, mtimeMs });
  return bytes;
}
