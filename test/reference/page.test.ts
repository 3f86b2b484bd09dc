import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patchRedoc } from "../../src/reference/patchRedoc.ts";
import { accessibilityFaults } from "../support/accessibilityFaults.ts";
import { contract, operation, operations } from "../contract/bundle.ts";
import { isSkipped, programs } from "../programs/programs.ts";
import { type Reference, startReference, untilRendered } from "./reference.ts";

const schemaNames = Object.keys(contract.components.schemas);
const errorNames = operations
  .flatMap(({ responses }) => responses.filter(({ status }) => Number(status) >= 400))
  .flatMap(({ status, examples }) => Object.keys(examples).map((name) => `${status}-${name}`));
const plain = (text: string): string => text.replace(/[`\s]+/g, " ").replace(/ ?([.,;:])/g, "$1");

/** Prints the page. Returns its operations before and after, and whether it was dark before, during and after. */
async function print(page: Page) {
  const items = page.locator("[data-item-kind=httpItem]");
  const before = await items.count();
  await page.evaluate(() => {
    const isDark = (): boolean => document.documentElement.classList.contains("dark");
    const seen = [isDark()];
    for (const event of ["beforeprint", "afterprint"]) addEventListener(event, () => seen.push(isDark()));
    Object.assign(globalThis, { seen });
  });
  const pdf = await page.pdf({ format: "A4" });
  return { before, after: await items.count(), dark: await page.evaluate<boolean[]>("seen"), pdf };
}

const pagesOf = (pdf: Buffer): number | undefined => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;

describe("the build of the reference page", () => {
  it("fails if Redoc has changed, instead of skipping a patch", () => {
    expect(() => patchRedoc("<html></html>")).toThrow("Redoc has changed");
  });
});

// A browser is slow on a small machine that also runs other tests.
describe.skipIf(isSkipped(programs.chromium))("the reference page", { timeout: 120_000 }, () => {
  let reference: Reference;
  let page: Page;
  beforeAll(async () => {
    reference = await startReference();
    page = await reference.open();
  }, 120_000);
  afterAll(() => reference?.stop());

  it("skips the menu with the first Tab, and reaches the search with the second", async () => {
    await page.locator("[data-testid=search-trigger][tabindex]").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.locator("main:focus").count()).toBe(1);
    await page.locator(".skip").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("[data-component-name*=Search] input:focus").waitFor();
    await page.keyboard.press("Escape");
  });

  it("has a title, a language, a description and an icon", async () => {
    expect(await page.title()).toBe("Microsoft Graph education synchronization profiles");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.getAttribute('meta[name="description"]', "content")).toContain("School Data Sync");
    expect(await page.getAttribute('link[rel="icon"]', "href")).toMatch(/^data:image\/svg\+xml,/);
  });

  it("renders only nearby operations", async () => {
    const items = page.locator("[data-item-kind=httpItem]");
    expect(await items.count()).toBe(0);
    await page.goto(`${reference.served}#operation/createSynchronizationProfile`);
    await items.nth(1).waitFor();
    expect(await items.count()).toBeLessThan(operations.length);
  });

  it("shows a sample in each language", async () => {
    const operation = page.locator("[data-item-kind=httpItem]").first();
    await operation
      .locator("button", { hasText: /^curl$/ })
      .first()
      .click();
    const offered = page.locator("[role=menuitem]").filter({ visible: true });
    await expect.poll(() => offered.allTextContents()).toEqual(["curl", "Python", "C#", "TypeScript", "PowerShell"]);
    await offered.nth(3).dispatchEvent("click");
    expect(await operation.textContent()).toContain("createGraphEducationClient");
  });

  it("lets the keyboard alone choose the language", async () => {
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

  it("remembers the chosen language, and opens a link at its place", async () => {
    await page.goto("about:blank");
    await page.goto(`${reference.served}#operation/listSynchronizationErrors`);
    const operation = page.locator('[id="watch-a-sync/listsynchronizationerrors"]');
    await expect.poll(() => operation.textContent()).toContain("Invoke-RestMethod");
    const y = async () => (await operation.boundingBox())?.y ?? Infinity;
    await expect.poll(async () => Math.abs(await y())).toBeLessThan(450);
  });

  it("prints all operations dark on white, on fewer than 70 pages, even in dark mode", async () => {
    const { before, after, dark, pdf } = await print(page);
    expect(before).toBeLessThan(operations.length);
    expect(after).toBe(operations.length);
    expect(dark).toEqual([true, false, true]);
    expect(pagesOf(pdf)).toBeGreaterThan(40);
    expect(pagesOf(pdf)).toBeLessThan(70);
    await untilRendered(page);
  });

  it("shows every operation to the browser's own search", async () => {
    expect(await page.locator("[data-item-kind=httpItem]").count()).toBe(operations.length);
    const text = await page.locator("#api-content").textContent();
    expect(operations.filter(({ path }) => !text?.includes(path))).toEqual([]);
  });

  it("shows it all even if that search is opened while the page loads", async () => {
    const other = await reference.context.newPage();
    await other.addInitScript(() => {
      const search = new KeyboardEvent("keydown", { key: "f", ctrlKey: true });
      const observer = new MutationObserver(() => {
        if (!document.querySelector("[data-section-id]")) return;
        observer.disconnect();
        dispatchEvent(search);
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    await other.goto(reference.served);
    await expect.poll(() => other.locator("[data-item-kind=httpItem]").count()).toBe(operations.length);
    await other.close();
  });

  it("describes each property that can be null", async () => {
    const text = plain((await page.locator("#api-content").textContent()) ?? "");
    const nullable = Object.values(contract.components.schemas)
      .flatMap(({ properties }) => Object.values(properties ?? {}) as { oneOf?: object[]; description?: string }[])
      .filter(({ oneOf }) => oneOf);
    expect(nullable.length).toBeGreaterThan(5);
    expect(nullable.filter(({ description }) => !text.includes(plain(description ?? "?")))).toEqual([]);
  });

  it("shows the seven properties of a profile on one screen, above other request bodies", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${reference.served}#operation/createSynchronizationProfile`);
    const operation = page.locator('[id="set-up-a-profile/createsynchronizationprofile"]');
    const listed = operation.locator("[id*='/t=request&path=']:not([id*='=request&in='])");
    await expect
      .poll(() => listed.locator(".schema-name").allTextContents())
      .toEqual([
        "id",
        "displayName",
        "dataProvider",
        "identitySynchronizationConfiguration",
        "licensesToAssign",
        "state",
        "handleSpecialCharacterConstraint",
        "expirationDate",
        "@odata.context",
        "@odata.type",
      ]);
    const [first, last, more, permissions] = await Promise.all(
      [
        listed.first(),
        listed.nth(6),
        operation.getByText("More request bodies"),
        operation.getByText("Permission type"),
      ].map((part) => part.boundingBox()),
    );
    const top = first?.y ?? NaN;
    expect((last?.y ?? NaN) + (last?.height ?? NaN) - top).toBeLessThan(900);
    expect(more?.y).toBeGreaterThan(top + 900);
    expect(permissions?.y).toBeGreaterThan(more?.y ?? NaN);
  });

  it("shows the value of an enum or a constant once", async () => {
    const property = page.locator('[id="schemas/educationsynchronizationcustomizations"] [id$="path=@odata.type"]');
    const text = (await property.textContent()) ?? "";
    expect(text.match(/#microsoft\.graph\.educationSynchronizationCustomizations/g)).toHaveLength(1);
  });

  it("uses the address of the mock that serves it in its samples", async () => {
    const text = (await page.locator("#api-content").textContent()) ?? "";
    const { origin } = new URL(reference.served);
    expect(text).toContain(`curl -i ${origin}/education/synchronizationProfiles`);
    expect(text).not.toContain("127.0.0.1:4010/education");
  });

  it("loads its search in a browser without requestIdleCallback", async () => {
    const other = await reference.context.newPage();
    await other.addInitScript(() => Reflect.deleteProperty(window, "requestIdleCallback"));
    await other.goto(reference.served);
    await expect.poll(() => other.locator("[data-testid=search-trigger]").textContent()).toContain("Search");
    await other.close();
  });

  it("shows the response to an operation's sample request", async () => {
    const { id } = operation("getSynchronizationProfile").responses[0]?.examples["csvNewAccounts"]?.value as {
      id: string;
    };
    const shown = page
      .locator('[id="set-up-a-profile/getsynchronizationprofile"]')
      .locator("[data-testid=right-panel]");
    for (const panel of await shown.locator("[data-component-name='Panel/Panel']").all())
      expect(await panel.textContent()).toContain(id);
  });

  it("draws the lifecycle of a profile, with a text alternative", async () => {
    const drawing = page.locator(".drawing svg[role=img][aria-labelledby]").filter({ visible: true });
    expect((await drawing.boundingBox())?.height).toBeGreaterThan(300);
    expect(await drawing.locator("desc").textContent()).toContain("provisioningFailed");
  });

  it("gives every schema and every error an anchor", async () => {
    const places = await page.evaluate(() => [...document.querySelectorAll("[data-item-kind]")].map(({ id }) => id));
    const wanted = [...schemaNames.map((name) => `schemas/${name}`), ...errorNames.map((name) => `errors/${name}`)];
    expect(wanted.filter((place) => !places.includes(place.toLowerCase()))).toEqual([]);
  });

  it.each([
    ["an operation", "#operation/startSynchronizationProfile", "run-a-sync/startsynchronizationprofile"],
    ["a schema", "#/schemas/educationsynchronizationprofilestatus", "schemas/educationsynchronizationprofilestatus"],
    ["an error", "#/errors/404-profilenotfound", "errors/404-profilenotfound"],
    ["a chapter", "#/permissions", "permissions"],
    ["a chapter after the operations", "#/move-to-the-industry-data-api", "move-to-the-industry-data-api"],
  ])("follows a link to %s", async (_, hash, id) => {
    await page.goto(reference.served + hash);
    const y = async () => (await page.locator(`[id="${id}"]`).boundingBox())?.y ?? Infinity;
    await expect.poll(async () => Math.abs(await y())).toBeLessThan(450);
  });

  it("can be searched with the keyboard alone", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("six files");
    const found = page.locator("[data-testid=search-dialog]");
    await expect.poll(() => found.textContent()).toContain("PUT each of the six files there");
    expect(await found.textContent()).not.toMatch(/sixfiles|itssix/);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("profileNotProvisioned");
    await expect.poll(() => found.textContent()).toContain("409 profileNotProvisioned Conflict The profile");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Pause a sync");
    await found.getByText("/pause").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#/run-a-sync/pausesynchronizationprofile");
  });

  describe("in its search", () => {
    let searched: Page;
    beforeAll(async () => {
      searched = await reference.open();
      await searched.keyboard.press("Control+k");
    }, 120_000);
    afterAll(() => searched?.close());

    it.each([
      ["which permission, from an app?", "permissions/permissions-of-users-and-applications"],
      ["permission from an app", "permissions/permissions-of-users-and-applications"],
      ["application permission", "permissions/permissions-of-users-and-applications"],
      ["which permission", "permissions/permissions-of-users-and-applications"],
      ["app-only", "permissions/permissions-of-users-and-applications"],
      ["access token", "permissions/access-token"],
      ["token", "mock-server/tokens-from-the-mock"],
      ["paging", "paging"],
      ["pagination", "paging"],
      ["How do I page?", "paging/the-next-page"],
      ["missing file", "errors/400-missingfiles"],
      ["which error when a file is missing", "errors/400-missingfiles"],
      ["403", "errors/403-"],
      ["404", "errors/404-profilenotfound"],
      ["429", "errors/429-toomanyrequests"],
      ["throttling", "throttling-and-when-to-retry"],
      ["rate limit", "throttling-and-when-to-retry"],
      ["when to retry", "throttling-and-when-to-retry"],
      ["retired", "move-to-the-industry-data-api/retired-at-the-end-of-2024"],
      ["deprecated", "move-to-the-industry-data-api/retired-at-the-end-of-2024"],
      ["migrate", "move-to-the-industry-data-api/retired-at-the-end-of-2024"],
      ["how do I upload files", "the-six-files/upload-files"],
      ["csv columns", "the-six-files/columns-of-the-csv-files"],
      ["columns of Student.csv", "the-six-files/columns-of-the-csv-files"],
      ["what do I send to create", "set-up-a-profile/createsynchronizationprofile"],
      ["delete a profile", "set-up-a-profile/deletesynchronizationprofile"],
      ["errors of a sync", "watch-a-sync/listsynchronizationerrors"],
    ])("lists the answer to “%s” first", async (question, place) => {
      const dialog = searched.locator("[data-testid=search-dialog]");
      await dialog.locator("input").fill(question);
      await dialog.locator(`a:first-of-type[href*="#/${place}"]`).waitFor();
    });
  });

  it.each(["openapi.yaml", "openapi.json"])("downloads %s as it is published", async (name) => {
    const link = page.locator(`a[href="#${name}"]`).first();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path(), "utf8")).toBe(readFileSync(`generated/${name}`, "utf8"));
  });

  it("says what is missing without JavaScript", async () => {
    const context = await reference.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(reference.served);
    expect(await bare.locator("body").innerText()).toContain(
      "Without JavaScript this page shows its introduction only",
    );
    await context.close();
  });

  it("has its chapters in order, with the notes on the source last", async () => {
    const ids = await page.locator("#api-content h2").evaluateAll((headings) => headings.map((h2) => h2.textContent));
    const chapters = [
      "Permissions",
      "Errors",
      "Mock server",
      "Move to the Industry Data API",
      "Schemas",
      "Change log",
      "How this contract reads its source",
    ];
    expect(ids.filter((title) => chapters.includes(title ?? ""))).toEqual(chapters);
    expect(ids.at(-1)).toBe(chapters.at(-1));
    const rows = page.locator("[data-section-id='/errors'] table").first().locator("tbody tr");
    expect(await rows.count()).toBe(new Set(errorNames).size);
    expect(await rows.filter({ hasText: "profileNotProvisioned" }).textContent()).toContain("Poll the profile");
    for (const part of ["sourceSystems", "First release."])
      expect(await page.locator("#api-content").textContent()).toContain(part);
  });

  it("lists operations by their summaries, and permissions once", async () => {
    const links = page.locator("[data-section-id='/run-a-sync'] [data-testid=items-navigation-list] a");
    expect(await links.allTextContents()).toContain("postPause a sync");
    const operation = await page.locator('[id="run-a-sync/pausesynchronizationprofile"]').textContent();
    expect(operation).toContain("EduAdministration.ReadWrite.All");
    expect(operation).not.toContain("Required scopes");
  });

  it("shows the current section in its title", async () => {
    await page.goto(`${reference.served}#/the-six-files`);
    await expect.poll(() => page.title()).toMatch(/^The six files – Microsoft Graph/);
  });

  it("copies a code block, and an operation as Markdown", async () => {
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.locator("pre .copy").first().click();
    await expect.poll(copied).toBe("npm ci\nnpx graph-education-sync mock");
    const operation = page.locator('[id="run-a-sync/pausesynchronizationprofile"]');
    await operation.getByRole("button", { name: "Copy as Markdown" }).click();
    await expect.poll(copied).toMatch(/^# Pause a sync\n/);
    expect(await operation.getByRole("button", { name: "Copied" }).count()).toBe(1);
  });

  it("sends an operation to the mock that serves it", async () => {
    const operation = page.locator('[id="set-up-a-profile/createsynchronizationprofile"]');
    await operation.getByText("Try it").click();
    await operation
      .locator(".try")
      .getByLabel(/^Response/)
      .selectOption("code=429, example=tooManyRequests");
    await operation.getByRole("button", { name: "Send POST" }).click();
    await expect
      .poll(() => operation.locator(".answer").textContent())
      .toMatch(/^429 [\s\S]*TooManyRequests[\s\S]*Headers[\s\S]*retry-after: /i);
    expect(await operation.locator(".answer details pre").isVisible()).toBe(false);
    await operation
      .locator(".try")
      .getByLabel(/^Response/)
      .selectOption("");
    await operation.getByRole("button", { name: "Send POST" }).click();
    await expect.poll(() => operation.locator(".answer").textContent()).toMatch(/^201 [\s\S]*"provisioning"/);
  });

  it("explains how to start a mock if none serves it", async () => {
    await page.route("**/_mock", (route) => route.fulfill({ status: 404 }));
    const operation = page.locator('[id="watch-a-sync/listsynchronizationerrors"]');
    // What is far from the screen is not drawn.
    await operation.scrollIntoViewIfNeeded();
    await operation.getByText("Try it").click();
    await operation.getByText("npx graph-education-sync mock”").waitFor();
    expect(await operation.locator("form").count()).toBe(0);
    await page.unroute("**/_mock");
  });

  it("prints all operations, without the search", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("[data-testid=search-trigger]").isVisible()).toBe(false);
    const shown = page.locator("[data-item-kind=httpItem]").filter({ visible: true });
    expect(await shown.count()).toBe(operations.length);
    expect(await page.getByRole("tab", { name: "201" }).first().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });

  it("passes axe-core on a desktop in dark mode", async () => {
    // axe-core treats what has not been drawn yet as hidden.
    await page.addStyleTag({ content: "#api-content, #api-content * { content-visibility: visible !important }" });
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("switches between dark and light", async () => {
    await page.locator("[data-testid=color-mode-switcher]").click();
    await page.locator("html:not(.dark)").waitFor();
  });

  it("fits a phone, with tables as cards and a readable drawing", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const cell = page.locator("[data-section-id='/errors'] td[data-label='What to do']").first();
    expect(await cell.evaluate((td) => getComputedStyle(td, "::before").content)).toBe('"What to do"');
    const box = await cell.boundingBox();
    expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    const drawing = page.locator(".drawing svg").filter({ visible: true });
    expect(await drawing.evaluate((svg) => (svg as SVGSVGElement).viewBox.baseVal?.width)).toBe(350);
    expect((await drawing.boundingBox())?.width).toBeLessThan(350);
    expect(await drawing.locator("desc").textContent()).toContain("provisioningFailed");
  });

  it("shows the address of an operation on a phone, and no button over code", async () => {
    const address = page.locator('[id="run-a-sync/pausesynchronizationprofile"] .call');
    expect(await address.isVisible()).toBe(true);
    expect(await address.textContent()).toMatch(/^POST .*\/pause$/);
    const hidden = await page.locator("pre:has(> .copy)").evaluateAll((blocks) =>
      blocks
        .filter((block) => {
          const text = document.createRange();
          text.selectNodeContents(block);
          text.setEndBefore(block.querySelector(".copy") as Element);
          const button = (block.querySelector(".copy") as Element).getBoundingClientRect();
          return block.checkVisibility() && button.height > 0 && text.getBoundingClientRect().top < button.bottom - 1;
        })
        .map(({ textContent }) => textContent),
    );
    expect(hidden).toEqual([]);
  });

  it("opens the contents from a bar below the text on a phone", async () => {
    const bar = page.getByRole("button", { name: "navigation menu" });
    expect(await bar.boundingBox()).toEqual({ x: 0, y: 796, width: 390, height: 48 });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect
      .poll(() =>
        page.locator("#api-content").evaluate((content) => Math.floor(content.getBoundingClientRect().bottom)),
      )
      .toBeLessThanOrEqual(796);
    await bar.click();
    const last = page.getByRole("navigation").getByText("How this contract reads its source");
    await last.scrollIntoViewIfNeeded();
    expect(await last.evaluate((entry) => entry.getBoundingClientRect().bottom)).toBeLessThanOrEqual(796);
    await bar.click();
    await last.waitFor({ state: "hidden" });
  });

  it("shows the whole names of types in a menu on a phone", async () => {
    await page.goto(`${reference.served}#operation/createSynchronizationProfile`);
    const create = page.locator('[id="set-up-a-profile/createsynchronizationprofile"]');
    await create.getByText("Show 2 properties").first().click();
    const menu = create.locator("button", { hasText: "#microsoft.graph.educationCsvDataProvider" }).first();
    await menu.click();
    const items = page.locator("[role=menuitem]", { hasText: "microsoft.graph" }).filter({ visible: true });
    await items.first().waitFor();
    const hidden = await items
      .locator("span")
      .evaluateAll((names) =>
        names
          .filter((name) => name.scrollWidth > name.clientWidth || name.getBoundingClientRect().right > innerWidth)
          .map(({ textContent }) => textContent),
      );
    expect(hidden).toEqual([]);
    const opened = page.getByTestId("dropdown-menu").filter({ visible: true });
    expect(await opened.evaluate((list) => list.getBoundingClientRect().right)).toBe(378);
    await menu.click();
    await items.first().waitFor({ state: "hidden" });
  });

  it("shows hits with long paths within the width of a phone", async () => {
    await page.keyboard.press("Control+k");
    const dialog = page.locator("[data-testid=search-dialog]");
    await dialog.locator("input").fill("read errors");
    await dialog.locator(`a[href*="listsynchronizationerrors"]`).first().waitFor();
    const rights = await dialog
      .locator("a *")
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right));
    expect(Math.max(...rights)).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("passes axe-core on a phone in light mode", async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("sends requests only to the mock, and logs no errors or warnings", () => {
    const elsewhere = reference.requests.filter((url) => !url.startsWith(reference.served) && !url.startsWith("blob:"));
    expect(elsewhere).toEqual([]);
    // The browser reports the two errors that the tests made the mock return.
    expect(reference.complaints.filter((text) => !/status of (404|429)/.test(text))).toEqual([]);
  });
});
