import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { chmod, link, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { type CertifiedKey, issueCertificate } from "./issueCertificate.ts";

/** An authority of this user, in whose name the mock signs a certificate of its own at each start. */
export interface LocalAuthority extends CertifiedKey {
  /** File that holds the certificate alone, for those who have to trust it. */
  caFile: string;
}

const day = 24 * 60 * 60 * 1000;
const authorityLifetime = 3650 * day;
/** An authority that ends sooner is replaced, so that no certificate outlives it. */
const shortestLifetime = 400 * day;

/** The folder in which a user's programs keep what they can make again. */
function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: localAppData } = environment;
  const name = "graph-education-sync";
  if (platform === "win32") return join(localAppData || join(homedir(), "AppData", "Local"), name, "Cache");
  if (xdg) return join(xdg, name);
  return platform === "darwin" ? join(homedir(), "Library", "Caches", name) : join(homedir(), ".cache", name);
}

const certificatePattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/;
const keyPattern = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/;

/** The authority that a file holds, or `undefined` where it is damaged or about to expire. */
function parseAuthority(text: string): CertifiedKey | undefined {
  const [cert] = certificatePattern.exec(text) ?? [];
  const [key] = keyPattern.exec(text) ?? [];
  if (cert === undefined || key === undefined) return undefined;
  try {
    const certificate = new X509Certificate(cert);
    const lasts = Date.parse(certificate.validTo) - Date.now() > shortestLifetime;
    return lasts && certificate.checkPrivateKey(createPrivateKey(key)) ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a file that only this user could have written; empty if missing. Follows no link. */
async function readOwn(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error.code === "ELOOP" ? notOwn(file, "is a link") : error;
    },
  );
  if (!handle) return "";
  try {
    assertOwn(file, await handle.stat());
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

const notOwn = (path: string, reason: string): Error =>
  new Error(
    `${path} ${reason}, so somebody else may have made the authority; remove it if you trust nothing it signed`,
  );

/** Throws unless only this user can write it. */
function assertOwn(path: string, { uid, mode }: Stats): void {
  // Windows has neither.
  const user = process.getuid?.();
  if (user === undefined) return;
  if (uid !== user) throw notOwn(path, "belongs to another user");
  if ((mode & 0o022) !== 0) throw notOwn(path, "can be written by other users");
}

const readIfThere = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });

async function makeAuthority(folder: string, file: string): Promise<void> {
  const made = issueCertificate({
    commonName: "graph-education-sync local authority",
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + authorityLifetime),
  });
  const written = join(folder, `${randomUUID()}.tmp`);
  await writeFile(written, made.key + made.cert, { mode: 0o600 });
  try {
    // Of two mocks that start at the same time, the first one's authority is everybody's.
    await link(written, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(written, { force: true });
  }
}

/**
 * The authority of this user: made once, kept in the cache folder and used again. Its key is for its owner alone.
 *
 * @throws {NodeJS.ErrnoException} when the folder can't be read or written
 */
export async function localAuthority(folder = cacheFolder(process.env, process.platform)): Promise<LocalAuthority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "authority.pem");
  const caFile = join(folder, "ca.pem");
  assertOwn(folder, await stat(folder));
  const kept = await readOwn(file);
  let authority = parseAuthority(kept);
  if (!authority) {
    if (kept) await rm(file, { force: true });
    await makeAuthority(folder, file);
    authority = parseAuthority(await readOwn(file));
    if (!authority) throw new Error(`${file} is not an authority.`);
  }
  await chmod(file, 0o600);
  if ((await readIfThere(caFile)) !== authority.cert) {
    const written = join(folder, `${randomUUID()}.tmp`);
    await writeFile(written, authority.cert);
    await rename(written, caFile);
  }
  return { ...authority, caFile };
}
