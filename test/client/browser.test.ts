import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { createBody } from "../support/caller.ts";
import { launchBrowser } from "../support/browser.ts";
import { isSkipped, programs } from "../programs/programs.ts";

const program = (api: string): string => `
import { createGraphEducationClient, paginate, unwrap } from "client";

const client = createGraphEducationClient({ baseUrl: "${api}/beta", getToken: () => "any-token" });
const profiles = "/education/synchronizationProfiles";
globalThis.outcome = (async () => {
  const created = unwrap(await client.POST(profiles, { body: ${JSON.stringify(createBody("powerSchool"))} }));
  const names = [];
  for await (const { displayName } of paginate(client, profiles, { params: { query: { $top: 3 } } })) {
    names.push(displayName);
  }
  const { response } = await client.GET(profiles);
  return { state: created.state, names, requestId: response.headers.get("request-id") };
})().catch((error) => ({ error: String(error) }));
`;

async function bundle(api: string): Promise<string> {
  const { output } = await build({
    input: "program",
    write: false,
    platform: "browser",
    logLevel: "silent",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "client" ? `${process.cwd()}/dist/index.mjs` : id === "program" ? id : null),
        load: (id) => (id === "program" ? program(api) : null),
      },
    ],
  });
  return output[0].code;
}

describe.skipIf(isSkipped(programs.chromium))("in a page of another origin", () => {
  let mock: Mock;
  let page: Server;
  beforeAll(async () => {
    mock = await startMock({ profiles: "examples" });
    const script = await bundle(mock.url);
    page = createServer(({ url }, response) => {
      const isScript = url === "/program.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(
        isScript
          ? script
          : '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/program.js"></script>',
      );
    });
    page.listen(0, "127.0.0.1");
    await once(page, "listening");
  }, 60_000);
  afterAll(async () => {
    page.close();
    await mock.close();
  });

  test.each([
    ["localhost", true],
    // Any other name over plain http is an insecure context.
    ["app.test", false],
  ])(
    "on %s, the client creates a profile, waits out throttling and reads each page",
    async (host, isSecure) => {
      await mock.reset();
      await mock.scenario({ throttle: { requests: 2, seconds: 1 } });
      const browser = await launchBrowser("--host-resolver-rules=MAP app.test 127.0.0.1");
      try {
        const tab = await browser.newPage();
        const complaints: string[] = [];
        tab.on("pageerror", ({ message }) => complaints.push(message));
        await tab.goto(`http://${host}:${(page.address() as AddressInfo).port}/`);
        expect(await tab.evaluate("isSecureContext")).toBe(isSecure);
        const outcome = await tab.evaluate("globalThis.outcome");
        expect(complaints).toEqual([]);
        expect(outcome).toMatchObject({
          state: "provisioning",
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        });
        expect((outcome as { names: string[] }).names).toHaveLength(7);
        expect((await mock.journal()).filter(({ status }) => status === 429)).not.toEqual([]);
        expect((await mock.journal()).filter(({ method, status }) => method === "POST" && status === 201)).toHaveLength(
          1,
        );
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  test("the reference reports that nothing was copied if the page has no clipboard", async () => {
    const browser = await launchBrowser("--host-resolver-rules=MAP app.test 127.0.0.1");
    try {
      const tab = await browser.newPage();
      const complaints: string[] = [];
      tab.on("pageerror", ({ message }) => complaints.push(message));
      await tab.goto(mock.url.replace("127.0.0.1", "app.test"));
      await tab.locator("button.copy").first().click();
      await tab.getByRole("button", { name: "Not copied" }).waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
