import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { chmod, link, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { canonicalSubtrees, type CertifiedKey, issueCertificate, permittedBy } from "./issueCertificate.ts";

/** This user's certificate authority, with which the mock signs its certificate at each start. */
export interface LocalAuthority extends CertifiedKey {
  /** A file with only the certificate, for programs that have to trust it. */
  caFile: string;
}

const day = 24 * 60 * 60 * 1000;
const authorityLifetime = 3650 * day;
/** An authority that expires sooner is replaced, so that no certificate outlives it. */
const shortestLifetime = 400 * day;

/** This machine's own names, which every authority may certify, including subdomains of `localhost`. */
const thisMachine = ["localhost", "127.0.0.0/8", "::1/128"];
const isThisMachine = (name: string): boolean => /^(.*\.)?localhost$|^127\.\d+\.\d+\.\d+$|^::1$/i.test(name);

/** The names that an authority must be permitted to certify to issue a certificate for these names. */
function neededSubtrees(names: readonly string[]): string[] {
  const bits = { 0: "", 4: "/32", 6: "/128" } as Record<number, string>;
  const others = names.filter((name) => !isThisMachine(name));
  return canonicalSubtrees([...thisMachine, ...others.map((name) => name.toLowerCase() + (bits[isIP(name)] ?? ""))]);
}

/** The user's cache folder for this package. */
function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: localAppData } = environment;
  const name = "graph-education-sync";
  if (platform === "win32") return join(localAppData || join(homedir(), "AppData", "Local"), name, "Cache");
  if (xdg) return join(xdg, name);
  return platform === "darwin" ? join(homedir(), "Library", "Caches", name) : join(homedir(), ".cache", name);
}

const authorityFile = (folder: string): string => join(folder, "authority.pem");
const certificateFile = (folder: string): string => join(folder, "ca.pem");

const certificatePattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/;
const keyPattern = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/;

/** The authority in a file, or `undefined` if it is damaged or about to expire. */
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

/** Reads a file that only this user could have written; empty if missing. Doesn't follow links. */
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
    `${path} ${reason}, so someone else may have created the authority; remove it if you trust nothing it signed`,
  );

/** Throws unless only this user can write to the file. */
function assertOwn(path: string, { uid, mode }: Stats): void {
  // Windows has neither user ids nor such modes.
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

/** @param previous is replaced, but its key is reused */
async function createAuthority(folder: string, permitted: string[], previous?: CertifiedKey): Promise<void> {
  const issued = issueCertificate({
    commonName: "graph-education-sync local authority",
    permitted,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + authorityLifetime),
    ...(previous ? { key: previous.key } : {}),
  });
  const file = authorityFile(folder);
  const temporary = join(folder, `${randomUUID()}.tmp`);
  await writeFile(temporary, issued.key + issued.cert, { mode: 0o600 });
  if (previous) return rename(temporary, file);
  try {
    // If two mocks start at the same time, both use the authority of the first.
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * The stored authority, if it may certify the names.
 *
 * An unlimited one was created by an earlier version, and nobody should have to trust it: it is replaced, including its
 * key. One that is limited to other names keeps its key, so that certificates signed by it stay valid.
 */
async function storedAuthority(folder: string, needed: string[]): Promise<CertifiedKey | undefined> {
  const file = authorityFile(folder);
  const stored = await readOwn(file);
  const authority = parseAuthority(stored);
  const permitted = authority && permittedBy(authority);
  const caFile = certificateFile(folder);
  if (!authority || !permitted) {
    if (stored) await rm(file, { force: true });
    if (authority)
      process.emitWarning(
        "The certificate authority was not limited to names of this machine, so it is replaced. " +
          `Remove the old one wherever it is trusted, and trust ${caFile}.`,
      );
    await createAuthority(folder, needed);
    return undefined;
  }
  const missing = needed.filter((name) => !permitted.includes(name));
  if (missing.length === 0) return authority;
  await createAuthority(folder, [...permitted, ...missing], authority);
  process.emitWarning(`The certificate authority may now also certify ${missing.join(", ")}. Trust ${caFile} again.`);
  return undefined;
}

/**
 * This user's authority: created once, stored in the cache folder and reused. Only its owner can read its key, and it can
 * certify only this machine and the names that a mock on it was started with.
 *
 * @param names DNS names and IP addresses that it must be able to certify
 * @throws {NodeJS.ErrnoException} if the folder can't be read or written
 */
export async function localAuthority(
  names: readonly string[],
  folder = cacheFolder(process.env, process.platform),
): Promise<LocalAuthority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  assertOwn(folder, await stat(folder));
  const needed = neededSubtrees(names);
  let authority: CertifiedKey | undefined;
  // Another mock may create or extend it at the same time.
  for (let attempt = 0; !authority && attempt < 5; attempt += 1) authority = await storedAuthority(folder, needed);
  const file = authorityFile(folder);
  if (!authority) throw new Error(`${file} is not an authority`);
  const caFile = certificateFile(folder);
  await chmod(file, 0o600);
  if ((await readIfThere(caFile)) !== authority.cert) {
    const temporary = join(folder, `${randomUUID()}.tmp`);
    await writeFile(temporary, authority.cert);
    await rename(temporary, caFile);
  }
  return { ...authority, caFile };
}
