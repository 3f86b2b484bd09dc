import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { isSkipped, programs } from "../programs/programs.ts";
import { untilRendered } from "../reference/reference.ts";
import { type OpenConsole, openConsole } from "./openConsole.ts";
import { type PathProxy, startPathProxy } from "./pathPrefix.ts";

describe.skipIf(isSkipped(programs.chromium)).each(["", "/graph", "/a/b"])("behind a proxy at '%s/'", (prefix) => {
  let mock: Mock;
  let proxy: PathProxy;
  let opened: OpenConsole;
  beforeAll(async () => {
    mock = await startMock({ trustProxy: true });
    proxy = await startPathProxy(mock.url, prefix);
    opened = await openConsole(proxy.url);
  });
  afterAll(async () => {
    await opened.browser.close();
    proxy.stop();
    await mock.close();
  });
  const own = /^(data|blob):/;
  beforeEach(() => void opened.requests.splice(0));
  afterEach(() => {
    const { requests, complaints } = opened;
    expect(requests.filter((url) => !url.startsWith(`${proxy.url}/`) && !own.test(url))).toEqual([]);
    expect([complaints, proxy.strays]).toEqual([[], []]);
  });

  it("the console shows the mock's changes, changes it, and shows the public address", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "Load sample districts", exact: true }).click();
    await page.getByRole("link", { name: "Bellows College" }).waitFor();
    await mock.reset();
    await page.getByRole("link", { name: "Bellows College" }).waitFor({ state: "detached" });
    expect(await page.getByRole("region", { name: "curl command" }).textContent()).toContain(`${proxy.url}/education/`);
  });

  it("the console links to the reference and both OpenAPI documents", async () => {
    const { page } = opened;
    const links = await page
      .locator(".links a")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links).toEqual(["/", "/openapi.json", "/_mock/openapi.json"].map((path) => proxy.url + path));
    for (const link of links) expect((await fetch(link)).status).toBe(200);
  });

  it("sign-in endpoints and the device code page are below the prefix", async () => {
    const configuration = await fetch(`${proxy.url}/common/v2.0/.well-known/openid-configuration`);
    const addresses = Object.entries((await configuration.json()) as Record<string, string>).filter(
      ([name]) => /_endpoint$|_uri$/.test(name) && name !== "kerberos_endpoint",
    );
    expect(addresses.length).toBeGreaterThan(4);
    expect(addresses.filter(([, address]) => !address.startsWith(`${proxy.url}/`))).toEqual([]);
    const body = new URLSearchParams({ client_id: "app", scope: "openid" });
    const code = await fetch(`${proxy.url}/common/oauth2/v2.0/devicecode`, { method: "POST", body });
    const { verification_uri } = (await code.json()) as { verification_uri: string };
    expect(verification_uri).toBe(`${proxy.url}/common/oauth2/deviceauth`);
    expect((await fetch(verification_uri)).status).toBe(200);
  });

  it("the reference sends requests to its mock and shows its address in the samples", async () => {
    const { page } = opened;
    await page.goto(`${proxy.url}/`);
    await untilRendered(page);
    const operation = page.locator('[id="set-up-a-profile/createsynchronizationprofile"]');
    await operation.getByText("Try it").click();
    await operation.getByRole("button", { name: "Send POST" }).click();
    await expect.poll(() => operation.locator(".answer").textContent()).toMatch(/^201 /);
    await expect.poll(() => page.getByText(`${proxy.url}/education/`).count()).toBeGreaterThan(0);
  });
});
