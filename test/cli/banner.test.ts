import { readFile } from "node:fs/promises";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { banner } from "../../src/cli/banner.ts";
import type { MockFlags } from "../../src/cli/flags.ts";
import type { Mock } from "../../src/mock/index.ts";

const plain: MockFlags = { port: 4010, host: "127.0.0.1", auth: "basic", log: "text" };
const printed = (flags: Partial<MockFlags>, caFile?: string): string =>
  stripVTControlCharacters(banner({ ...plain, ...flags }, { url: "http://127.0.0.1:4010", caFile } as Mock));

describe("the banner", () => {
  it("shows the address, the reference, the console and how to create a profile", () => {
    const text = printed({});
    for (const part of [
      " is listening on http://127.0.0.1:4010 ",
      "Reference  http://127.0.0.1:4010/\n",
      "Console    http://127.0.0.1:4010/_mock\n",
      "\nnpx graph-education-sync samples\n",
      "\ncurl -i http://127.0.0.1:4010/education/synchronizationProfiles ",
      "accepts any bearer token",
      "keeps what you create until it stops",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("With");
  });

  it.each<[Partial<MockFlags>, string]>([
    [{ store: "s.json", seed: "1" }, "store s.json, seed 1"],
    [{ https: true }, "https"],
    [{ cert: "a.pem", key: "a.key" }, "cert a.pem"],
    [{ maxProfiles: 5 }, "max-profiles 5"],
    [{ pace: { reads: 2, ms: 200 } }, "pace 2 reads or 200 ms"],
    [{ latency: [50, 200] }, "latency 50-200 ms"],
    [{ failOnce: true }, "fail-once"],
    [{ throttle: { requests: 10, seconds: 60 }, fail: 5 }, "throttle 10 requests in 60 s, fail 5 %"],
    [{ sync: "errors", grant: ["A", "B"] }, "sync errors, grant A,B"],
    [{ trustProxy: true }, "trust-proxy"],
    [{ auth: "strict", isolate: true, profiles: true }, "profiles, isolate, auth strict"],
    [{ stateless: true }, "stateless"],
  ])("lists what %j switches on", (flags, text) => {
    expect(printed(flags)).toContain(`  With       ${text}\n`);
  });

  it("adds the certificate to its curl line when it serves https", () => {
    expect(printed({ https: true }, "/ca.pem")).toContain("curl -i --cacert '/ca.pem' http");
  });

  it("explains how each family of programs can trust it, as the reference does", async () => {
    const text = printed({ https: true }, "/ca.pem");
    const chapter = await readFile("src/reference/guide/mock/integration.md", "utf8");
    const table = /^\| Programs in \|[^]*?\n\n/m.exec(chapter)?.[0] ?? "";
    const ways = [...table.matchAll(/`([^`]+)` \|$/gm)].map(([, way = ""]) => way.replace("<file>", "/ca.pem"));
    expect(ways).toHaveLength(4);
    for (const way of ways) expect(text).toContain(way);
    for (const family of ["Python", "Go", "Java", ".NET", "PowerShell"]) expect(text).toContain(family);
  });
});
