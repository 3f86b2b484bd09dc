import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patchRedoc } from "../../src/reference/patchRedoc.ts";
import { contract, operation, operations } from "../contract/bundle.ts";
import { accessibilityFaults } from "./accessibilityFaults.ts";
import { type Reference, skipped, startReference } from "./reference.ts";

const schemaNames = Object.keys(contract.components.schemas);
const errorNames = operations
  .flatMap(({ responses }) => responses.filter(({ status }) => Number(status) >= 400))
  .flatMap(({ status, examples }) => Object.keys(examples).map((name) => `${status}-${name}`));
const plain = (text: string): string => text.replace(/[`\s]+/g, " ").replace(/ ?([.,;:])/g, "$1");

describe("the build of the reference page", () => {
  it("fails if Redoc has changed, instead of skipping a patch", () => {
    expect(() => patchRedoc("<html></html>")).toThrow("Redoc has changed");
  });
});

describe.skipIf(skipped)("the reference page", () => {
  let reference: Reference;
  let page: Page;
  let dark: Page;
  beforeAll(async () => {
    reference = await startReference();
    page = await reference.open("", { colorScheme: "light" });
    dark = await reference.open("#operation/listSynchronizationErrors", { colorScheme: "dark" });
  }, 120_000);
  afterAll(() => reference?.stop());

  it("leads to the search by the first Tab", async () => {
    await page.locator("[data-testid=search-trigger][tabindex]").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("[data-component-name*=Search] input:focus").waitFor();
    await page.keyboard.press("Escape");
  });

  it("says what it is, in which language", async () => {
    expect(await page.title()).toBe("Microsoft Graph education synchronization profiles");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.getAttribute('meta[name="description"]', "content")).toContain("School Data Sync");
    expect(await page.getAttribute('link[rel="icon"]', "href")).toMatch(/^data:image\/svg\+xml,/);
  });

  it("shows every operation at once", async () => {
    expect(await page.locator("[data-item-kind=httpItem]").count()).toBe(operations.length);
    const text = await page.locator("#api-content").textContent();
    expect(operations.filter(({ path }) => !text?.includes(path))).toEqual([]);
  });

  it("shows what each property that may be null means", async () => {
    const text = plain((await page.locator("#api-content").textContent()) ?? "");
    const nullable = Object.values(contract.components.schemas)
      .flatMap(({ properties }) => Object.values(properties ?? {}) as { oneOf?: object[]; description?: string }[])
      .filter(({ oneOf }) => oneOf);
    expect(nullable.length).toBeGreaterThan(5);
    expect(nullable.filter(({ description }) => !text.includes(plain(description ?? "?")))).toEqual([]);
  });

  it("shows a sample in each language", async () => {
    const operation = page.locator("[data-item-kind=httpItem]").first();
    await operation
      .locator("button", { hasText: /^curl$/ })
      .first()
      .click();
    const offered = page.locator("[role=menuitem]").filter({ visible: true });
    expect(await offered.allTextContents()).toEqual(["curl", "TypeScript", "PowerShell"]);
    await offered.nth(1).dispatchEvent("click");
    expect(await operation.textContent()).toContain("createGraphEducationClient");
  });

  it("lets the language be chosen by the keyboard alone", async () => {
    const operation = page.locator("[data-item-kind=httpItem]").nth(1);
    await operation
      .locator("[data-testid=right-panel] button", { hasText: /^TypeScript$/ })
      .first()
      .focus();
    const focused = page.locator(":focus");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused.textContent()).toBe("curl");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await focused.textContent()).toBe("PowerShell");
    await page.keyboard.press("Enter");
    await expect.poll(() => operation.textContent()).toContain("Invoke-RestMethod");
    await expect.poll(() => focused.getAttribute("aria-haspopup")).toBe("menu");
  });

  it("shows for each operation the answer to the sample", async () => {
    const { id } = operation("getSynchronizationProfile").responses[0]?.examples["csvNewAccounts"]?.value as {
      id: string;
    };
    const shown = page
      .locator('[id="set-up-a-profile/getsynchronizationprofile"]')
      .locator("[data-testid=right-panel]");
    for (const panel of await shown.locator("[data-component-name='Panel/Panel']").all())
      expect(await panel.textContent()).toContain(id);
  });

  it("draws the life of a profile, with a text alternative", async () => {
    const drawing = page.locator(".drawing svg[role=img][aria-labelledby]").filter({ visible: true });
    expect((await drawing.boundingBox())?.height).toBeGreaterThan(300);
    expect(await drawing.locator("desc").textContent()).toContain("provisioningFailed");
  });

  it("gives every schema and every error an address", async () => {
    const places = await page.evaluate(() => [...document.querySelectorAll("[data-item-kind]")].map(({ id }) => id));
    const wanted = [...schemaNames.map((name) => `schemas/${name}`), ...errorNames.map((name) => `errors/${name}`)];
    expect(wanted.filter((place) => !places.includes(place.toLowerCase()))).toEqual([]);
  });

  it.each([
    ["an operation", "#operation/startSynchronizationProfile", "run-a-sync/startsynchronizationprofile"],
    ["a schema", "#/schemas/educationsynchronizationprofilestatus", "schemas/educationsynchronizationprofilestatus"],
    ["an error", "#/errors/404-profilenotfound", "errors/404-profilenotfound"],
    ["a chapter", "#section/permissions", "section/permissions"],
  ])("follows a link to %s", async (_, hash, id) => {
    await page.goto(reference.address + hash);
    const y = async () => (await page.locator(`[id="${id}"]`).boundingBox())?.y ?? Infinity;
    await expect.poll(async () => Math.abs(await y()), { timeout: 15_000 }).toBeLessThan(450);
  });

  it("opens at the place that a link names", async () => {
    const place = dark.locator('[id="watch-a-sync/listsynchronizationerrors"]');
    const y = async () => (await place.boundingBox())?.y ?? Infinity;
    await expect.poll(async () => Math.abs(await y()), { timeout: 15_000 }).toBeLessThan(450);
  });

  it("is searched with the keyboard alone", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Pause a sync");
    await page.locator("[data-component-name*=Search]").getByText("/pause").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#/run-a-sync/pausesynchronizationprofile");
  });

  it.each(["openapi.yaml", "openapi.json"])("hands out %s as it is published", async (name) => {
    const link = page.locator(`a[href="#${name}"]`).first();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path(), "utf8")).toBe(readFileSync(`generated/${name}`, "utf8"));
  });

  it("prints dark letters on white, however dark its screen is", async () => {
    await dark.evaluate(() => {
      const isDark = (): boolean => document.documentElement.classList.contains("dark");
      const seen = [isDark()];
      for (const event of ["beforeprint", "afterprint"]) addEventListener(event, () => seen.push(isDark()));
      Object.assign(globalThis, { seen });
    });
    await dark.pdf();
    expect(await dark.evaluate("seen")).toEqual([true, false, true]);
  });

  it("says what is missing where there is no JavaScript", async () => {
    const bare = await reference.browser.newPage({ javaScriptEnabled: false });
    await bare.goto(reference.address);
    expect(await bare.locator("body").innerText()).toContain(
      "Without JavaScript this page shows its introduction only",
    );
    await bare.close();
  });

  it("prints all operations, without what only a screen needs", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("[data-testid=search-trigger]").isVisible()).toBe(false);
    const shown = page.locator("[data-item-kind=httpItem]").filter({ visible: true });
    expect(await shown.count()).toBe(operations.length);
    expect(await page.getByRole("tab", { name: "201" }).first().isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });

  it("breaks no rule of axe-core", async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 120_000);

  it("has enough contrast in the dark, too", async () => {
    expect(await accessibilityFaults(dark, { runOnly: ["color-contrast"] })).toEqual([]);
  }, 120_000);

  it("changes between light and dark", async () => {
    await page.locator("[data-testid=color-mode-switcher]").click();
    await page.locator("html.dark").waitFor();
  });

  it("fits a telephone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("asked for nothing all the while, and complained of nothing", () => {
    const own = [reference.address, "blob:"];
    const elsewhere = reference.requests.filter((url) => !own.some((start) => url.startsWith(start)));
    expect(elsewhere).toEqual([]);
    expect(reference.complaints).toEqual([]);
  });
});
