import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CertificateError } from "./certificateError.ts";
import type { CertifiedKey } from "./issueCertificate.ts";
import { assertNotMicrosofts } from "./microsoftNames.ts";

export { CertificateError };

/** `true` for a certificate that the mock makes; or the files of one's own, in PEM. */
export type HttpsOption = boolean | { cert: string; key: string };

/** What a server shows to its callers, and what these have to trust. */
export interface ServerCertificate extends CertifiedKey {
  /** The authority that signed it, as PEM; absent for a certificate of one's own. */
  ca?: string;
  /** The file that holds `ca`. */
  caFile?: string;
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
  return { cert, key };
}

async function madeCertificate(host: string): Promise<ServerCertificate> {
  const names = [...new Set(["localhost", "127.0.0.1", "::1", ...(wildcards.includes(host) ? [] : [host])])];
  assertNotMicrosofts(names);
  // Loaded here, so that a mock without https starts without it.
  const [{ localAuthority }, { issueCertificate }] = await Promise.all([
    import("./localAuthority.ts"),
    import("./issueCertificate.ts"),
  ]);
  const authority = await localAuthority(names).catch((error: NodeJS.ErrnoException) => {
    const reason = `The certificate authority can't be kept in the cache folder: ${error.message}.`;
    throw new CertificateError(`${reason} Set XDG_CACHE_HOME to another one, or use a certificate of your own.`, error);
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
 * The certificate that a mock on `host` serves https with.
 *
 * @throws {CertificateError} when it can't be read, made or used
 */
export const serverCertificate = (https: Exclude<HttpsOption, false>, host: string): Promise<ServerCertificate> =>
  https === true ? madeCertificate(host) : ownCertificate(https);
