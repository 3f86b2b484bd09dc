import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { chmod, chown, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type MockOptions, startMock } from "graph-education-sync/mock";
import { issueCertificate } from "../../../../src/mock/http/tls/issueCertificate.ts";
import { createBody } from "../../../support/caller.ts";
import { startForTest } from "../../../support/mock.ts";
import { command, startCommand } from "../../../support/startCommand.ts";

const profiles = "/education/synchronizationProfiles";
const execute = promisify(execFile);
const { XDG_CACHE_HOME: cacheBefore } = process.env;

let cache: string;
let folder: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  process.env["XDG_CACHE_HOME"] = cache;
  folder = join(cache, "graph-education-sync");
});
afterAll(async () => {
  if (cacheBefore === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = cacheBefore;
  await rm(cache, { recursive: true });
});

const start = (options: MockOptions = { https: true }) => startForTest(options);

interface Reply {
  status: number | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
  shown: X509Certificate;
}

/** Calls over TLS and trusts only `ca`. */
function call(url: string, ca: string | undefined, method = "GET", body?: unknown, headers = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const sent = request(url, {
      method,
      agent: false,
      headers: { authorization: "Bearer any-token", ...json, ...headers },
      ...(ca === undefined ? {} : { ca }),
    });
    sent.on("error", reject).on("response", (response) => {
      const shown = (response.socket as import("node:tls").TLSSocket).getPeerX509Certificate() as X509Certificate;
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text, shown }));
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe("https", () => {
  it("serves a certificate for each local name, signed by mock.ca", async () => {
    const { url, ca } = await start();
    const { status, shown } = await call(url + profiles, ca);
    expect(status).toBe(200);
    expect([shown.checkHost("localhost"), shown.checkIP("127.0.0.1"), shown.checkIP("::1")]).toEqual([
      "localhost",
      "127.0.0.1",
      "::1",
    ]);
    expect(shown.checkHost("graph.microsoft.com")).toBeUndefined();
    expect(shown.ca).toBe(false);
    await expect(call(url + profiles, undefined)).rejects.toThrow(/certificate/);
  });

  it("is reachable as localhost", async () => {
    const { url, ca } = await start({ https: true, host: "localhost" });
    expect((await call(url.replace(/\/\/[^/]*:/, "//localhost:") + profiles, ca)).status).toBe(200);
  });

  it("returns https links", async () => {
    const { url, ca } = await start({ https: true, profiles: "examples", pace: { reads: 0 } });
    const created = await call(url + profiles, ca, "POST", createBody("csvNewAccounts"));
    const location = String(created.headers["location"]);
    const page = await call(`${url}${profiles}?$top=1`, ca);
    const uploadUrl = await call(`${location}/uploadUrl`, ca);
    const links = [
      location,
      ...[created, page].map(({ body }) => (JSON.parse(body) as Record<string, string>)["@odata.context"]),
      (JSON.parse(page.body) as Record<string, string>)["@odata.nextLink"],
      (JSON.parse(uploadUrl.body) as { value: string }).value,
    ];
    for (const link of links) expect(link).toMatch(new RegExp(`^${url}/`));
  });

  it("signs with one authority per user, whose key only its owner can read", async () => {
    const [{ ca }, { ca: same }] = await Promise.all([start(), start()]);
    const { ca: later, caFile = "" } = await start();
    expect([same, later]).toEqual([ca, ca]);
    expect(await readFile(caFile, "utf8")).toBe(ca);
    expect(ca).not.toContain("PRIVATE KEY");
    expect((await readdir(folder)).sort()).toEqual(["authority.pem", "ca.pem"]);
    if (process.platform !== "win32") {
      expect((await stat(join(folder, "authority.pem"))).mode & 0o777).toBe(0o600);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
  });

  it.each([
    ["damaged", () => "garbage"],
    ["about to expire", () => expiring(30)],
  ])("replaces an authority that is %s", async (_, made) => {
    await start();
    const text = made();
    await writeFile(join(folder, "authority.pem"), text);
    const { url, ca = "" } = await start();
    expect(text).not.toContain(ca);
    expect((await call(url + profiles, ca)).status).toBe(200);
  });

  describe.skipIf(process.platform === "win32")("refuses an authority", () => {
    const authority = () => join(folder, "authority.pem");
    it.each<[what: string, plant: () => Promise<void>, heal: () => Promise<void>, message: RegExp]>([
      [
        "that others can write",
        () => chmod(authority(), 0o666),
        () => chmod(authority(), 0o600),
        /authority\.pem can be written by other users/,
      ],
      [
        "that others can replace",
        () => chmod(folder, 0o777),
        () => chmod(folder, 0o700),
        /graph-education-sync can be written by other users/,
      ],
      [
        "that is a link",
        async () => {
          await rename(authority(), join(folder, "elsewhere.pem"));
          await symlink(join(folder, "elsewhere.pem"), authority());
        },
        () => rename(join(folder, "elsewhere.pem"), authority()),
        /authority\.pem is a link/,
      ],
    ])("%s", async (_, plant, heal, message) => {
      const { ca } = await start();
      await plant();
      try {
        await expect(startMock({ https: true })).rejects.toMatchObject({
          name: "CertificateError",
          message: expect.stringMatching(message) as string,
        });
      } finally {
        await heal();
      }
      expect((await start()).ca).toBe(ca);
    });

    it.runIf(process.getuid?.() === 0)("that belongs to another user", async () => {
      await start();
      await chown(authority(), 65_534, 65_534);
      await expect(startMock({ https: true })).rejects.toThrow(/belongs to another user/);
      await chown(authority(), 0, 0);
    });
  });

  it("has an authority that clients trust for no other names", async () => {
    const { url, caFile = "" } = await start();
    expect((await call(url + profiles, await readFile(caFile, "utf8"))).status).toBe(200);
    const text = await readFile(join(folder, "authority.pem"), "utf8");
    const [cert = "", key = ""] = [
      /-----BEGIN CERT[^]+?-----END CERT.*\n/,
      /-----BEGIN PRIV[^]+?-----END PRIV.*\n/,
    ].map((pattern) => pattern.exec(text)?.[0]);
    const names = ["localhost", "other.school.example"];
    const leaf = issueCertificate({ commonName: "localhost", names, issuer: { cert, key }, ...between });
    const files = { cert: join(cache, "leaf.pem"), key: join(cache, "leaf.key") };
    await writeFile(files.cert, leaf.cert);
    await writeFile(files.key, leaf.key);
    const { url: other } = await start({ https: files });
    await expect(call(other + profiles, cert)).rejects.toThrow(/permitted subtree violation/);
    const address = other.replace("127.0.0.1", "localhost") + profiles;
    await expect(execute("curl", ["--silent", "--cacert", caFile, address])).rejects.toMatchObject({ code: 60 });
  });

  it("widens the authority for another address and keeps its key", async () => {
    const { url, ca } = await start();
    const warned = once(process, "warning");
    expect((await start({ https: true, host: "127.0.0.2" })).ca).toBe(ca);
    const { localAuthority } = await import("../../../../src/mock/http/tls/localAuthority.ts");
    const wider = await localAuthority(["localhost", "192.0.2.7", "mock.school.example"], folder);
    expect(String((await warned)[0])).toMatch(/may now also certify .*mock\.school\.example.*Trust .*ca\.pem again\.$/);
    expect(wider.cert).not.toBe(ca);
    expect((await call(url + profiles, wider.cert)).status).toBe(200);
    expect((await localAuthority(["mock.school.example", "127.0.0.9"], folder)).cert).toBe(wider.cert);
  });

  it("replaces an authority without name constraints and warns about it", async () => {
    await start();
    const before = expiring(3650);
    await writeFile(join(folder, "authority.pem"), before);
    const warned = once(process, "warning");
    const { url, ca = "" } = await start();
    expect(String((await warned)[0])).toMatch(
      /was not limited to names of this machine, so it is replaced\. .*ca\.pem/,
    );
    expect(before).not.toContain(ca);
    expect(await readFile(join(folder, "authority.pem"), "utf8")).not.toContain(/KEY-----\n(.*)\n/.exec(before)?.[1]);
    expect((await call(url + profiles, ca)).status).toBe(200);
  });

  it.each([
    "login.microsoftonline.com",
    "graph.microsoft.com",
    "GRAPH.Microsoft.com.",
    "graph.microsoft.us",
    "microsoftgraph.chinacloudapi.cn",
    "login.windows.net",
    "contoso.onmicrosoft.com",
    "sds.blob.core.windows.net",
  ])("is never served under Microsoft's name %s", async (host) => {
    await start();
    const before = await readFile(join(folder, "authority.pem"), "utf8");
    await expect(startMock({ https: true, host })).rejects.toMatchObject({
      name: "CertificateError",
      message: expect.stringMatching(
        /^No certificate is issued for .*: the name belongs to Microsoft\. .*your own/,
      ) as string,
    });
    expect(() => issueCertificate({ commonName: "x", names: ["localhost", host], ...between })).toThrow(/Microsoft/);
    expect(() => issueCertificate({ commonName: "x", permitted: [host], ...between })).toThrow(/Microsoft/);
    expect(await readFile(join(folder, "authority.pem"), "utf8")).toBe(before);
  });

  it("may be served under a name that only resembles Microsoft's", () => {
    expect(() => issueCertificate({ commonName: "x", names: ["graph.notmicrosoft.com"], ...between })).not.toThrow();
  });

  it("reports an unusable cache folder", async () => {
    const file = join(cache, "file");
    await writeFile(file, "");
    process.env["XDG_CACHE_HOME"] = file;
    await expect(startMock({ https: true })).rejects.toThrow(
      /^The certificate authority can't be kept .*XDG_CACHE_HOME/,
    );
    process.env["XDG_CACHE_HOME"] = cache;
  });
});

const day = 24 * 60 * 60 * 1000;
const between = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
function expiring(days: number): string {
  const notAfter = new Date(Date.now() + days * day);
  const { cert, key } = issueCertificate({ commonName: "old", ...between, notAfter });
  return key + cert;
}

describe("a custom certificate", () => {
  const own = issueCertificate({ commonName: "own", names: ["127.0.0.1"], ...between });
  const other = issueCertificate({ commonName: "other", names: ["127.0.0.1"], ...between });
  const { privateKey } = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "hush" },
  });
  const file = (name: string): string => join(cache, name);
  beforeAll(async () => {
    const files = { "own.pem": own.cert, "own.key": own.key, "other.key": other.key, "locked.key": privateKey };
    for (const [name, text] of Object.entries(files)) await writeFile(file(name), text);
  });

  it("is served", async () => {
    const mock = await start({ https: { cert: file("own.pem"), key: file("own.key") } });
    expect((await call(mock.url + profiles, own.cert)).status).toBe(200);
    expect([mock.ca, mock.caFile]).toEqual([undefined, undefined]);
  });

  it("is reloaded once both of its files are renewed", async () => {
    const renewed = issueCertificate({ commonName: "renewed", names: ["127.0.0.1"], ...between });
    const files = { cert: file("live.pem"), key: file("live.key") };
    await writeFile(files.cert, own.cert);
    await writeFile(files.key, own.key);
    const mock = await start({ https: files });
    expect((await call(mock.url + profiles, own.cert)).shown.subject).toBe("CN=own");
    await writeFile(files.cert, renewed.cert);
    await sleep(1500);
    expect((await call(mock.url + profiles, own.cert)).status).toBe(200);
    // As certbot and Kubernetes do, which change the target of a link.
    await rm(files.key);
    await writeFile(file("renewed.key"), renewed.key);
    await symlink(file("renewed.key"), files.key);
    await vi.waitFor(
      async () => expect((await call(mock.url + profiles, renewed.cert)).shown.subject).toBe("CN=renewed"),
      { timeout: 10_000, interval: 200 },
    );
  });

  it.each([
    ["has expired", -3, -1, /^The certificate .*dated\.pem has expired: it was valid until /],
    ["is not valid yet", 1, 3, /^The certificate .*dated\.pem is not valid until /],
  ])("that %s is served with a warning", async (_, from, to, message) => {
    const day = 86_400_000;
    const dates = { notBefore: new Date(Date.now() + from * day), notAfter: new Date(Date.now() + to * day) };
    const dated = issueCertificate({ commonName: "dated", names: ["127.0.0.1"], ...dates });
    await writeFile(file("dated.pem"), dated.cert);
    await writeFile(file("dated.key"), dated.key);
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    try {
      await start({ https: { cert: file("dated.pem"), key: file("dated.key") } });
      expect(warned.mock.calls).toEqual([[expect.stringMatching(message)]]);
    } finally {
      warned.mockRestore();
    }
  });

  it.each([
    ["none.pem", "own.key", /^The certificate .*none\.pem can't be read \(ENOENT\)\.$/],
    ["own.pem", "none.key", /^The key .*none\.key can't be read \(ENOENT\)\.$/],
    ["own.key", "own.key", /own\.key is not a certificate in PEM\.$/],
    ["own.pem", "own.pem", /own\.pem is not a private key in PEM, or it is protected by a passphrase\.$/],
    ["own.pem", "locked.key", /locked\.key is not a private key in PEM, or it is protected by a passphrase\.$/],
    ["own.pem", "other.key", /^The key .*other\.key does not belong to the certificate .*own\.pem\.$/],
  ])("%s with the key %s is refused with the reason", async (cert, key, message) => {
    await expect(startMock({ https: { cert: file(cert), key: file(key) } })).rejects.toMatchObject({
      name: "CertificateError",
      message: expect.stringMatching(message) as string,
    });
  });

  it("has links and metadata with the name that the caller used", async () => {
    const named = issueCertificate({ commonName: "mock", names: ["graph.school.example", "127.0.0.1"], ...between });
    await writeFile(file("named.pem"), named.cert);
    await writeFile(file("named.key"), named.key);
    const { url } = await start({ https: { cert: file("named.pem"), key: file("named.key") }, pace: { reads: 0 } });
    const at = async (host: string, path: string, method = "GET", body?: unknown) =>
      call(url + path, named.cert, method, body, { host });
    const origin = "https://graph.school.example";
    const created = await at("graph.school.example", profiles, "POST", createBody("csvNewAccounts"));
    const { pathname } = new URL(String(created.headers["location"]));
    expect(String(created.headers["location"])).toBe(origin + pathname);
    await at("graph.school.example", pathname);
    const uploadUrl = await at("graph.school.example", `${pathname}/uploadUrl`);
    expect(JSON.parse(uploadUrl.body)).toMatchObject({ value: expect.stringMatching(`^${origin}/_blob/`) as string });
    const metadata = await at("graph.school.example", "/common/v2.0/.well-known/openid-configuration");
    expect(JSON.parse(metadata.body)).toMatchObject({ token_endpoint: `${origin}/common/oauth2/v2.0/token` });
  });

  it("requires its key", async () => {
    await expect(startMock({ https: { cert: file("own.pem"), key: "" } })).rejects.toThrow(RangeError);
  });
});

describe("a proxy", () => {
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "mock.school.example, 10.0.0.1" };
  it.each([
    ["is trusted with trustProxy", true, forwarded, "https://mock.school.example/"],
    ["may send the protocol alone", true, { "x-forwarded-proto": "https" }, "https://127.0.0.1:"],
    ["can't send an invalid host", true, { ...forwarded, "x-forwarded-host": 'evil"/<' }, "https://127.0.0.1:"],
    ["can't invent a protocol", true, { ...forwarded, "x-forwarded-proto": "gopher" }, "http://mock.school.example/"],
    ["is ignored without trustProxy", false, forwarded, "http://127.0.0.1:"],
  ])("%s", async (_, trustProxy, headers, start_) => {
    const { url } = await start({ trustProxy });
    const answer = await fetch(url + profiles, { headers: { authorization: "Bearer x", ...headers } });
    const { "@odata.context": context } = (await answer.json()) as Record<string, string>;
    expect(context?.startsWith(start_), context).toBe(true);
  });
});

it("links include the path prefix that a proxy removes", async () => {
  const mock = await start({ trustProxy: true, profiles: "examples", pace: { reads: 0, ms: 0 } });
  const headers = {
    authorization: "Bearer x",
    forwarded: "proto=https;host=mock.example",
    "x-forwarded-prefix": "/sds/",
  };
  const get = async (path: string) =>
    (await fetch(mock.url + path, { headers })).json() as Promise<Record<string, string>>;
  const below = "https://mock.example/sds/";
  const created = await fetch(`${mock.url}/beta${profiles}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(createBody("csvNewAccounts")),
  });
  expect(created.headers.get("location")).toMatch(`${below}beta${profiles}/`);
  const { id } = (await created.json()) as { id: string };
  const { value } = await get(`/beta${profiles}/${id}/uploadUrl`);
  const { "@odata.nextLink": next } = await get(`/beta${profiles}?$top=1`);
  const { token_endpoint: token, issuer } = await get("/common/v2.0/.well-known/openid-configuration");
  for (const link of [value, next, token, issuer]) expect(link?.startsWith(below), link).toBe(true);
  // As the proxy forwards it.
  const put = { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: "SIS ID,Name\n" };
  const [path = "", query = ""] = String(value).replace(below, `${mock.url}/`).split("?");
  expect((await fetch(`${path}/School.csv?${query}`, put)).status).toBe(201);
});

describe("graph-education-sync mock --https", () => {
  it("prints the lines that let a program trust it", async () => {
    const child = spawn(process.execPath, [command, "mock", "--port", "0", "--https"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ca = join(folder, "ca.pem");
    const missing = new Set([
      `NODE_EXTRA_CA_CERTS=${ca} # Node.js`,
      `REQUESTS_CA_BUNDLE=${ca} # Python, Azure CLI`,
      `curl --cacert ${ca}`,
    ]);
    for await (const line of createInterface({ input: child.stdout })) {
      missing.delete(line);
      if (missing.size === 0) break;
    }
    child.kill("SIGKILL");
    expect([...missing]).toEqual([]);
  });

  it("names its authority in the first line, which curl trusts", async () => {
    const { url, ca = "", stop } = await startCommand("--https");
    expect(url).toMatch(/^https:/);
    expect(ca).toBe(join(folder, "ca.pem"));
    for (const host of ["127.0.0.1", "localhost"]) {
      const address = url.replace("127.0.0.1", host) + profiles;
      const curl = ["--silent", "--show-error", "--cacert", ca, "--header", "authorization: Bearer x", address];
      const { stdout } = await execute("curl", curl);
      expect(JSON.parse(stdout)).toMatchObject({ value: [] });
    }
    await expect(execute("curl", ["--silent", url + profiles])).rejects.toMatchObject({ code: 60 });
    await stop();
  });
});
