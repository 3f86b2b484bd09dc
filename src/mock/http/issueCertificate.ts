import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { isIP } from "node:net";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as asn1 from "@peculiar/asn1-x509";

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
  names?: string[];
  /** Signs the certificate; without one, it signs itself. */
  issuer?: CertifiedKey;
}

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

function extensionsOf(names: string[] | undefined, subjectKey: KeyObject, issuerKey: KeyObject): asn1.Extensions {
  const basicConstraints = new asn1.BasicConstraints(names ? { cA: false } : { cA: true, pathLenConstraint: 0 });
  const alternatives = names?.map((name) => new asn1.GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name }));
  return new asn1.Extensions([
    extension(asn1.id_ce_basicConstraints, basicConstraints, true),
    extension(asn1.id_ce_keyUsage, new asn1.KeyUsage(names ? digitalSignature : keyCertSign | cRLSign), true),
    // Python 3.13 and OpenSSL's strict mode refuse a certificate without the two identifiers.
    extension(asn1.id_ce_subjectKeyIdentifier, keyIdentifier(subjectKey)),
    extension(
      asn1.id_ce_authorityKeyIdentifier,
      new asn1.AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(issuerKey) }),
    ),
    ...(alternatives
      ? [
          extension(asn1.id_ce_extKeyUsage, new asn1.ExtendedKeyUsage([asn1.id_kp_serverAuth])),
          extension(asn1.id_ce_subjectAltName, new asn1.SubjectAlternativeName(alternatives)),
        ]
      : []),
  ]);
}

/** A certificate for a new P-256 key. OpenSSL makes the key and the signature; here is only how they are written down. */
export function issueCertificate({ commonName, notBefore, notAfter, names, issuer }: CertificateRequest): CertifiedKey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
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
    extensions: extensionsOf(names, publicKey, issuerCertificate?.publicKey ?? publicKey),
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
