import { spawn } from "node:child_process";
import { sign, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AsnConvert } from "@peculiar/asn1-schema";
import * as asn1 from "@peculiar/asn1-x509";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type CertifiedKey, issueCertificate } from "../../../src/mock/http/tls/issueCertificate.ts";
import { isSkipped, programs } from "../../programs/programs.ts";
import { call } from "../../support/caller.ts";
import { command, startCommand } from "../../support/startCommand.ts";
import { ask, startCluster, startSentinels, type TlsFiles } from "./redisServer.ts";
import { listedIds, newBody } from "./storeCalls.ts";

const hour = 3_600_000;
const lasts = { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + hour) };

let folder: string;
let authority: CertifiedKey;
let otherCa: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-tls-"));
  authority = issueCertificate({ commonName: "Redis authority", ...lasts });
  otherCa = await written("other.pem", issueCertificate({ commonName: "another authority", ...lasts }).cert);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** A certificate without the extension that limits it to servers: those of a cluster are each other's clients, too. */
function withoutPurpose(cert: string): string {
  const certificate = AsnConvert.parse(new X509Certificate(cert).raw, asn1.Certificate);
  const { tbsCertificate } = certificate;
  const others = tbsCertificate.extensions?.filter(({ extnID }) => extnID !== asn1.id_ce_extKeyUsage);
  tbsCertificate.extensions = new asn1.Extensions(others);
  const signed = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), authority.key);
  certificate.signatureValue = new Uint8Array(signed).buffer;
  const base64 = Buffer.from(AsnConvert.serialize(certificate)).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

/** The files of servers whose certificate has a name. */
async function filesFor(name: string): Promise<TlsFiles> {
  const { cert, key } = issueCertificate({ commonName: "Redis", names: [name], issuer: authority, ...lasts });
  return {
    cert: await written(`${name}.pem`, withoutPurpose(cert)),
    key: await written(`${name}.key`, key),
    ca: await written("ca.pem", authority.cert),
  };
}

/** What the command prints that can't use a store. */
async function refusal(store: string, ca: string | undefined): Promise<string> {
  vi.stubEnv("NODE_EXTRA_CA_CERTS", ca);
  const args = [command, "mock", "--port", "0", "--store", store];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let printed = "";
  child.stderr.on("data", (text: Buffer) => (printed += text.toString()));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(1);
  expect(printed).not.toContain("hush");
  if (process.env["REPORT"]) console.log(printed);
  return printed;
}

const hosts = (ports: number[]): string => ports.map((port) => `127.0.0.1:${port}`).join(",");

interface Servers {
  store: string;
  failOver: () => Promise<unknown>;
  stop: () => Promise<void>;
}
const kinds: Record<string, (files: TlsFiles) => Promise<Servers>> = {
  "a primary of Sentinels": async (files) => {
    const { ports, tlsPorts, stop } = await startSentinels(files);
    return {
      store: `rediss+sentinel://default:hush@${hosts(tlsPorts)}/mock/0?sentinelUsername=default&sentinelPassword=hush`,
      failOver: () => ask(ports[0]!, "sentinel", "failover", "mock"),
      stop,
    };
  },
  "a cluster": async (files) => {
    const { servers, tlsPorts, stop } = await startCluster(files);
    return {
      store: `rediss+cluster://default:hush@${hosts(tlsPorts.slice(0, 3))}`,
      failOver: () => Promise.all(servers.slice(3).map(({ port }) => ask(port, "cluster", "failover"))),
      stop,
    };
  },
};

describe.skipIf(isSkipped(programs.redis)).each(Object.entries(kinds))("%s with TLS", (_, start) => {
  it("stores profiles, also after a failover, for those who trust the authority", async () => {
    const files = await filesFor("127.0.0.1");
    const { store, failOver, stop } = await start(files);
    try {
      vi.stubEnv("NODE_EXTRA_CA_CERTS", files.ca);
      const mock = await startCommand("--store", store);
      expect((await call(mock.url, "createSynchronizationProfile", { body: newBody() })).status).toBe(201);
      await sleep(500);
      await failOver();
      await expect
        .poll(async () => (await call(mock.url, "createSynchronizationProfile", { body: newBody() })).status, {
          timeout: 20_000,
        })
        .toBe(201);
      expect((await listedIds(mock.url)).length).toBeGreaterThan(1);
      await mock.stop();
      for (const ca of [undefined, otherCa]) expect(await refusal(store, ca)).toMatch(/NODE_EXTRA_CA_CERTS/);
    } finally {
      await stop();
    }
  });

  it("is refused if the certificate has another name, and the message has both", async () => {
    const files = await filesFor("redis.example");
    const { store, stop } = await start(files);
    try {
      expect(await refusal(store, files.ca)).toMatch(
        /its certificate is not for 127\.0\.0\.1 but for DNS:redis\.example/,
      );
    } finally {
      await stop();
    }
  });
});
