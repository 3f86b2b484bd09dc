import { describe, expect, it } from "vitest";
import { issueCertificate } from "../../../src/mock/http/tls/issueCertificate.ts";
import { originReader } from "../../../src/mock/http/origin.ts";

const url = "http://127.0.0.1:4010";
const longest = `${"a".repeat(253)}`;

type Row = [headers: Record<string, string>, origin: string];

describe("the origin that a caller used", () => {
  it.each<Row>([
    [{ host: "localhost:4010" }, "http://localhost:4010"],
    [{ host: "LOCALHOST" }, "http://LOCALHOST"],
    [{ host: "127.0.0.2:65535" }, "http://127.0.0.2:65535"],
    [{ host: "127.10.200.30" }, "http://127.10.200.30"],
    [{ host: "[::1]:80" }, "http://[::1]:80"],
    [{ host: "evil.example" }, url],
    [{ host: "localhost.evil.example" }, url],
    [{ host: "evil.localhost" }, url],
    [{ host: "127.0.0.1.evil.example" }, url],
    [{ host: "localhost:123456" }, url],
    [{ host: "localhost:" }, url],
    [{ host: "" }, url],
    [{}, url],
    [{ host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-proto": "https" }, "http://localhost"],
  ])("of a loopback server is a name of this machine: %j", (headers, origin) => {
    expect(originReader({ url, isOpen: false, trustProxy: false })(headers)).toBe(origin);
  });

  it.each<Row>([
    [{ host: "mock.example" }, "http://mock.example"],
    [{ host: "sandbox_1.school.example:8080" }, "http://sandbox_1.school.example:8080"],
    [{ host: "[2001:DB8::1]:4010" }, "http://[2001:DB8::1]:4010"],
    [{ host: longest }, `http://${longest}`],
    [{ host: `${longest}a` }, url],
    [{ host: "[1]" }, url],
    [{ host: `[${":".repeat(46)}]` }, url],
    [{ host: "[evil]" }, url],
    [{ host: "evil.example/path" }, url],
    [{ host: "user@evil.example" }, url],
    [{ host: "evil.example:123456" }, url],
    [{ host: "" }, url],
  ])("of an open server may be any name: %j", (headers, origin) => {
    expect(originReader({ url, isOpen: true, trustProxy: false })(headers)).toBe(origin);
  });

  it.each<Row>([
    [{ host: "localhost", "x-forwarded-host": "mock.example" }, "http://mock.example"],
    [{ host: "localhost", "x-forwarded-host": " mock.example , inner.example" }, "http://mock.example"],
    [{ host: "localhost", "x-forwarded-proto": "https" }, "https://localhost"],
    [{ host: "localhost", "x-forwarded-proto": "HTTPS, http" }, "https://localhost"],
    [{ host: "localhost", "x-forwarded-proto": "ftp" }, "http://localhost"],
    [{ host: "localhost", "x-forwarded-proto": "shttp" }, "http://localhost"],
    [{ host: "localhost", "x-forwarded-proto": "httpss" }, "http://localhost"],
    [{ host: "localhost", "x-forwarded-host": "", "x-forwarded-proto": "" }, "http://localhost"],
    [{ host: "evil.example", "x-forwarded-proto": "https" }, "https://127.0.0.1:4010"],
    [{ host: "localhost", "x-forwarded-host": "evil.example/path" }, url],
    [{ host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-port": "8080" }, "http://mock.example:8080"],
    [{ host: "localhost", "x-forwarded-host": "mock.example:1", "x-forwarded-port": "2" }, "http://mock.example:1"],
    [{ host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-port": "80" }, "http://mock.example"],
    [{ host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-port": "0" }, "http://mock.example"],
    [{ host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-port": "1/x" }, "http://mock.example"],
    [
      { "x-forwarded-host": "mock.example", "x-forwarded-proto": "https", "x-forwarded-port": "443, 80" },
      "https://mock.example",
    ],
    [{ host: "localhost", "x-forwarded-proto": "https", "x-forwarded-port": "8443" }, "https://localhost:8443"],
    [
      { host: "localhost", "x-forwarded-host": "mock.example", "x-forwarded-prefix": "/sds/" },
      "http://mock.example/sds",
    ],
    [{ host: "localhost", "x-forwarded-prefix": "/a/b-1, /c" }, "http://localhost/a/b-1"],
    [{ host: "localhost", "x-forwarded-prefix": "//evil.example" }, "http://localhost"],
    [{ host: "localhost", "x-forwarded-prefix": "/a/../b" }, "http://localhost"],
    [{ host: "localhost", "x-forwarded-prefix": "/a?b" }, "http://localhost"],
    [{ host: "localhost", forwarded: "for=192.0.2.60;proto=https;host=mock.example" }, "https://mock.example"],
    [{ host: "localhost", forwarded: 'Host="mock.example:8443"; Proto=HTTPS, host=b' }, "https://mock.example:8443"],
    [{ host: "localhost", forwarded: 'for="[2001:db8::1]:1";by=a, host=mock.example' }, "http://localhost"],
    [{ host: "localhost", forwarded: "proto=https", "x-forwarded-host": "mock.example" }, "https://mock.example"],
    [{ host: "localhost", forwarded: "host=one.example", "x-forwarded-host": "two.example" }, "http://one.example"],
    [{ host: "localhost", forwarded: 'host="mock.example' }, "http://localhost"],
  ])("behind a trusted proxy is the one used at the proxy: %j", (headers, origin) => {
    expect(originReader({ url, isOpen: false, trustProxy: true })(headers)).toBe(origin);
  });

  const { cert } = issueCertificate({
    commonName: "mock",
    names: ["mock.school.example", "*.graph.example", "192.0.2.7", "2001:db8::7"],
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + 60_000),
  });
  const own = "https://127.0.0.1:443";
  it.each<Row>([
    [{ host: "mock.school.example" }, "https://mock.school.example"],
    [{ host: "MOCK.School.example:8443" }, "https://MOCK.School.example:8443"],
    [{ host: "beta.graph.example" }, "https://beta.graph.example"],
    [{ host: "192.0.2.7:4010" }, "https://192.0.2.7:4010"],
    [{ host: "[2001:db8::7]" }, "https://[2001:db8::7]"],
    [{ host: "localhost" }, "https://localhost"],
    [{ host: "school.example" }, own],
    [{ host: "a.b.graph.example" }, own],
    [{ host: "192.0.2.8" }, own],
    [{ host: "1.2.3.4.5" }, own],
    [{ host: "mock.school.example:99999" }, own],
    [{ host: "evil@mock.school.example" }, own],
  ])("of a server with a certificate is a name in it: %j", (headers, origin) => {
    expect(originReader({ url: own, isOpen: false, trustProxy: false, cert })(headers)).toBe(origin);
  });

  it("keeps https unless a proxy says otherwise", () => {
    const read = originReader({ url: "https://127.0.0.1:4010", isOpen: false, trustProxy: true });
    expect(read({ host: "localhost" })).toBe("https://localhost");
    expect(read({ host: "localhost", "x-forwarded-proto": "http" })).toBe("http://localhost");
  });
});
