/** A certificate or its key can't be read, generated or used. */
export class CertificateError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CertificateError";
  }
}
