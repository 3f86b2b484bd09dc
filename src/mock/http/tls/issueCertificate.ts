import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { isIP } from "node:net";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as asn1 from "@peculiar/asn1-x509";
import { assertNotMicrosofts } from "./microsoftNames.ts";

/** A certificate with its private key, both as PEM. */
export interface CertifiedKey {
  cert: string;
  key: string;
}

export interface CertificateRequest {
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  /** DNS names and IP addresses of a server; an authority has none. */
  names?: readonly string[];
  /** DNS names, including their subdomains, and IP ranges (`127.0.0.0/8`) that an authority may certify; default: any. */
  permitted?: readonly string[];
  /** Signs the certificate; without an issuer, it is self-signed. */
  issuer?: CertifiedKey;
  /** The private key as PEM; a new one by default. */
  key?: string;
}

const curve = { namedCurve: "prime256v1" };
const ecdsaWithSha256 = "1.2.840.10045.4.3.2";

function pem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

const nameOf = (commonName: string): asn1.Name =>
  new asn1.Name([
    new asn1.RelativeDistinguishedName([
      new asn1.AttributeTypeAndValue({ type: "2.5.4.3", value: new asn1.AttributeValue({ utf8String: commonName }) }),
    ]),
  ]);

const extension = (extnID: string, value: unknown, critical = false): asn1.Extension =>
  new asn1.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const { keyCertSign, cRLSign, digitalSignature } = asn1.KeyUsageFlags;

const subjectPublicKeyInfo = (key: KeyObject): asn1.SubjectPublicKeyInfo =>
  AsnConvert.parse(new Uint8Array(key.export({ type: "spki", format: "der" })).buffer, asn1.SubjectPublicKeyInfo);

function keyIdentifier(key: KeyObject): asn1.KeyIdentifier {
  const bits = Buffer.from(subjectPublicKeyInfo(key).subjectPublicKey);
  return new asn1.KeyIdentifier(new Uint8Array(createHash("sha1").update(bits).digest()));
}

const generalName = (name: string): asn1.GeneralName =>
  new asn1.GeneralName(isIP(name.replace(/\/.*$/s, "")) ? { iPAddress: name } : { dNSName: name });

const nameConstraints = (permitted: readonly string[]): asn1.NameConstraints =>
  new asn1.NameConstraints({
    permittedSubtrees: new asn1.GeneralSubtrees(
      permitted.map((name) => new asn1.GeneralSubtree({ base: generalName(name) })),
    ),
  });

const subtrees = ({ permittedSubtrees }: asn1.NameConstraints): string[] =>
  [...(permittedSubtrees ?? [])].map(({ base }) => base.dNSName ?? base.iPAddress ?? "");

/** Name constraints in the form that a certificate contains, so that they can be compared. */
export const canonicalSubtrees = (permitted: readonly string[]): string[] =>
  subtrees(AsnConvert.parse(AsnConvert.serialize(nameConstraints(permitted)), asn1.NameConstraints));

/** The names that an authority may certify; `undefined` if it is not limited. */
export function permittedBy({ cert }: CertifiedKey): string[] | undefined {
  const { tbsCertificate } = AsnConvert.parse(new X509Certificate(cert).raw, asn1.Certificate);
  const constraints = tbsCertificate.extensions?.find(({ extnID }) => extnID === asn1.id_ce_nameConstraints);
  return constraints && subtrees(AsnConvert.parse(constraints.extnValue.buffer, asn1.NameConstraints));
}

function extensionsOf(
  { names, permitted }: CertificateRequest,
  subjectKey: KeyObject,
  issuerKey: KeyObject,
): asn1.Extensions {
  const basicConstraints = new asn1.BasicConstraints(names ? { cA: false } : { cA: true, pathLenConstraint: 0 });
  const alternatives = names?.map(generalName);
  return new asn1.Extensions([
    extension(asn1.id_ce_basicConstraints, basicConstraints, true),
    extension(asn1.id_ce_keyUsage, new asn1.KeyUsage(names ? digitalSignature : keyCertSign | cRLSign), true),
    // Python 3.13 and OpenSSL's strict mode reject a certificate without the two identifiers.
    extension(asn1.id_ce_subjectKeyIdentifier, keyIdentifier(subjectKey)),
    extension(
      asn1.id_ce_authorityKeyIdentifier,
      new asn1.AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(issuerKey) }),
    ),
    ...(permitted ? [extension(asn1.id_ce_nameConstraints, nameConstraints(permitted), true)] : []),
    ...(alternatives
      ? [
          extension(asn1.id_ce_extKeyUsage, new asn1.ExtendedKeyUsage([asn1.id_kp_serverAuth])),
          extension(asn1.id_ce_subjectAltName, new asn1.SubjectAlternativeName(alternatives)),
        ]
      : []),
  ]);
}

/**
 * Issues a certificate for a P-256 key. OpenSSL creates the key and the signature; this function only encodes them.
 *
 * @throws {CertificateError} for names that belong to Microsoft
 */
export function issueCertificate(request: CertificateRequest): CertifiedKey {
  const { commonName, notBefore, notAfter, names = [], permitted = [], issuer, key } = request;
  assertNotMicrosofts([...names, ...permitted]);
  const privateKey = key === undefined ? generateKeyPairSync("ec", curve).privateKey : createPrivateKey(key);
  const publicKey = createPublicKey(privateKey);
  const algorithm = new asn1.AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const issuerCertificate = issuer && new X509Certificate(issuer.cert);
  const issuerName = issuerCertificate
    ? AsnConvert.parse(issuerCertificate.raw, asn1.Certificate).tbsCertificate.subject
    : nameOf(commonName);
  const tbsCertificate = new asn1.TBSCertificate({
    version: asn1.Version.v3,
    // Positive, and never 0.
    serialNumber: new Uint8Array([1, ...randomBytes(15)]).buffer,
    signature: algorithm,
    issuer: issuerName,
    validity: new asn1.Validity({ notBefore, notAfter }),
    subject: nameOf(commonName),
    subjectPublicKeyInfo: subjectPublicKeyInfo(publicKey),
    extensions: extensionsOf(request, publicKey, issuerCertificate?.publicKey ?? publicKey),
  });
  const signed = sign(
    "sha256",
    Buffer.from(AsnConvert.serialize(tbsCertificate)),
    issuer ? createPrivateKey(issuer.key) : privateKey,
  );
  const signatureValue = new Uint8Array(signed).buffer;
  const certificate = new asn1.Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  return {
    cert: pem("CERTIFICATE", AsnConvert.serialize(certificate)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
