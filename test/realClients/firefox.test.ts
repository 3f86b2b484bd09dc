import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { isSkipped, programs, required } from "../programs/programs.ts";

const widths = [1440, 390];

describe.skipIf(isSkipped(programs.firefox))("in Firefox", { timeout: 120_000 }, () => {
  let browser: Browser;
  let mock: Mock;
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    const { command, env } = required(programs.firefox);
    mock = await startMock({ profiles: "examples" });
    browser = await puppeteer.launch({ browser: "firefox", executablePath: command, env });
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await mock?.close();
  });

  const open = async (address: string, width = 1440): Promise<void> => {
    await page.setViewport({ width, height: 900 });
    await page.goto("about:blank");
    await page.goto(mock.url + address);
  };
  const textOf = (selector: string): Promise<string> =>
    page.$eval(selector, (element) => element.textContent ?? "").catch(() => "");

  it.each(widths)("the reference fits a screen of %i pixels", async (width) => {
    await open("/#operation/createSynchronizationProfile", width);
    await page.waitForSelector('[id="set-up-a-profile/createsynchronizationprofile"] .try');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it("the reference's search finds an operation", async () => {
    await open("/");
    await expect.poll(() => textOf("[data-testid=search-trigger]")).toContain("Search");
    await page.click("[data-testid=search-trigger]");
    await page.keyboard.type("pause a sync");
    await expect.poll(() => textOf("[data-testid=search-dialog]")).toContain("/pause");
  });

  it("the reference sends an operation to the mock that serves it", async () => {
    await open("/#operation/createSynchronizationProfile");
    const operation = '[id="set-up-a-profile/createsynchronizationprofile"]';
    await (await page.waitForSelector(`${operation} .try summary`))?.click();
    await (await page.waitForSelector(`${operation} .try form button`))?.click();
    await expect.poll(() => textOf(`${operation} .answer`)).toMatch(/^201 Created/);
  });

  it("no copy button covers a line of code", async () => {
    await open("/#operation/createSynchronizationProfile");
    await page.waitForSelector("[data-testid=right-panel] [data-testid=source-code]");
    const [button, code] = await page.$eval(".code-block-header", (header) => [
      header.getBoundingClientRect().bottom,
      header.parentElement
        ?.querySelector("[data-testid=source-code] code, [data-testid=source-code]")
        ?.getBoundingClientRect().top ?? NaN,
    ]);
    expect(code).toBeGreaterThanOrEqual((button ?? NaN) - 10);
  });

  it.each(widths)("the console shows a refused request and its reason on %i pixels", async (width) => {
    await open("/_mock#/requests", width);
    await page.waitForFunction(() => document.body.textContent?.includes("Live"));
    const headers = { Authorization: "Bearer any-token", "Content-Type": "application/json" };
    await fetch(`${mock.url}/education/synchronizationProfiles`, { method: "POST", headers, body: "{}" });
    await (await page.waitForSelector(".requests a"))?.click();
    await expect.poll(() => textOf(".details")).toContain("The request violates the contract");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it("no script fails", () => {
    // Libraries test whether they may evaluate code, and work without; Firefox reports the attempt.
    expect(errors.filter((error) => !error.includes("blocked a JavaScript eval"))).toEqual([]);
  });
});
