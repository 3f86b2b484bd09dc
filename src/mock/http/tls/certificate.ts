import { createPrivateKey, X509Certificate } from "node:crypto";
import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { CertificateError } from "./certificateError.ts";
import type { CertifiedKey } from "./issueCertificate.ts";
import { assertNotMicrosofts } from "./microsoftNames.ts";

export { CertificateError };

/** `true` for a certificate that the mock generates, or the files of your own, in PEM. */
export type HttpsOption = boolean | { cert: string; key: string };

/** The certificate that a server presents to its callers, and the authority that they have to trust. */
export interface ServerCertificate extends CertifiedKey {
  /** The authority that signed it, as PEM; absent for your own certificate. */
  ca?: string;
  /** The file that holds `ca`. */
  caFile?: string;
  /** Calls back with the renewed certificate when its files change, until the returned function is called. */
  watch?: (onRenewed: (renewed: CertifiedKey) => void) => () => void;
}

const day = 24 * 60 * 60 * 1000;
const wildcards = ["0.0.0.0", "::"];

const readPem = (what: string, file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CertificateError(`The ${what} ${file} can't be read (${error.code}).`, error);
  });

function parsed<T>(parse: () => T, message: string): T {
  try {
    return parse();
  } catch (error) {
    throw new CertificateError(message, error);
  }
}

async function ownCertificate(files: { cert: string; key: string }): Promise<ServerCertificate> {
  const cert = await readPem("certificate", files.cert);
  const key = await readPem("key", files.key);
  const certificate = parsed(() => new X509Certificate(cert), `${files.cert} is not a certificate in PEM.`);
  const privateKey = parsed(
    () => createPrivateKey(key),
    `${files.key} is not a private key in PEM, or it is protected by a passphrase.`,
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new CertificateError(`The key ${files.key} does not belong to the certificate ${files.cert}.`);
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const reason = (error as Error).message.split(":").at(-1) ?? "";
    throw new CertificateError(`The certificate ${files.cert} can't be used: ${reason}.`, error);
  }
  warnOfDates(files.cert, certificate);
  return { cert, key };
}

function warnOfDates(file: string, { validFrom, validTo }: X509Certificate): void {
  if (Date.parse(validTo) <= Date.now())
    process.emitWarning(`The certificate ${file} has expired: it was valid until ${validTo}.`);
  if (Date.parse(validFrom) > Date.now())
    process.emitWarning(`The certificate ${file} is not valid until ${validFrom}.`);
}

const pollInMs = 1000;

/** Reads the files again when they change. If only one of a pair has been replaced yet, retries until both have been. */
function watchFiles(files: { cert: string; key: string }, onRenewed: (renewed: CertifiedKey) => void): () => void {
  let retry: NodeJS.Timeout | undefined;
  async function read(attempts: number): Promise<void> {
    clearTimeout(retry);
    try {
      onRenewed(await ownCertificate(files));
    } catch (error) {
      if (attempts === 5) process.emitWarning(`${(error as Error).message} The previous one is still in use.`);
      retry = setTimeout(() => void read(attempts + 1), pollInMs).unref();
    }
  }
  const onChange = (): void => void read(1);
  // Polls modification times, since the files of Kubernetes secrets and certbot are reached through changing links.
  for (const file of Object.values(files)) watchFile(file, { interval: pollInMs, persistent: false }, onChange);
  return () => {
    clearTimeout(retry);
    for (const file of Object.values(files)) unwatchFile(file, onChange);
  };
}

async function generatedCertificate(host: string): Promise<ServerCertificate> {
  const names = [...new Set(["localhost", "127.0.0.1", "::1", ...(wildcards.includes(host) ? [] : [host])])];
  assertNotMicrosofts(names);
  // Loaded on demand, so that a mock without https starts faster.
  const [{ localAuthority }, { issueCertificate }] = await Promise.all([
    import("./localAuthority.ts"),
    import("./issueCertificate.ts"),
  ]);
  const authority = await localAuthority(names).catch((error: NodeJS.ErrnoException) => {
    const reason = `The certificate authority can't be kept in the cache folder: ${error.message}.`;
    throw new CertificateError(`${reason} Set XDG_CACHE_HOME to another folder, or use your own certificate.`, error);
  });
  const issued = issueCertificate({
    commonName: "localhost",
    names,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 365 * day),
    issuer: authority,
  });
  return { ...issued, ca: authority.cert, caFile: authority.caFile };
}

/**
 * The certificate for a mock that serves https on `host`.
 *
 * @throws {CertificateError} if it can't be read, generated or used
 */
export async function serverCertificate(https: Exclude<HttpsOption, false>, host: string): Promise<ServerCertificate> {
  if (https === true) return generatedCertificate(host);
  return { ...(await ownCertificate(https)), watch: (onRenewed) => watchFiles(https, onRenewed) };
}
