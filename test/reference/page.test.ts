import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, operation, operations } from "../contract/bundle.ts";
import { accessibilityViolations } from "./accessibilityViolations.ts";
import { onDisk, type Reference, skipped, startReference } from "./reference.ts";

const schemaNames = Object.keys(contract.components.schemas);
const errorNames = operations
  .flatMap(({ responses }) => responses.filter(({ status }) => Number(status) >= 400))
  .flatMap(({ status, examples }) => Object.keys(examples).map((name) => `errors/${status}-${name.toLowerCase()}`));
const plain = (text: string): string => text.replace(/[`\s]+/g, "");
const title = "Microsoft Graph education synchronization profiles";

describe.skipIf(skipped)("the reference page", () => {
  let reference: Reference;
  let page: Page;
  beforeAll(async () => {
    reference = await startReference();
    page = await reference.open(reference.served);
  }, 60_000);
  afterAll(() => reference?.stop());

  const texts = (selector: string): Promise<string[]> => page.locator(selector).allTextContents();
  const section = (id: string) => page.locator(`section:has(> [id="${id}"])`);

  describe("as it is opened", () => {
    it("says what it is, in which language", async () => {
      expect(await page.title()).toBe(title);
      expect(await page.getAttribute("html", "lang")).toBe("en");
      expect(await page.getAttribute('meta[name="description"]', "content")).toContain("School Data Sync");
      expect(await page.getAttribute('link[rel="icon"]', "href")).toMatch(/^data:image\/svg\+xml,/);
    });

    it("lists each operation by its summary, and shows its path", async () => {
      const summaries = Object.values(contract.paths).flatMap((item) =>
        Object.values(item).flatMap((each) => (each as unknown as { summary?: string }).summary ?? []),
      );
      expect(summaries.length).toBe(operations.length);
      expect((await texts("#contents li li a span:last-child")).sort()).toEqual(
        expect.arrayContaining(summaries.sort()),
      );
      const shown = await texts("section[data-kind=operation] > .operation > div:first-child > p:first-child");
      expect(shown).toEqual(operations.map(({ method, path }) => `${method} ${path}`));
    });

    it("has each schema, each error and each target of its links", async () => {
      const ids = new Set(
        await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id)),
      );
      const links = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]:not([data-download])')].map(
          (link) => link.getAttribute("href") ?? "",
        ),
      );
      const wanted = [
        ...schemaNames.map((name) => `schemas/${name}`),
        ...errorNames,
        ...links.map((link) => link.slice(1)),
      ];
      expect(links.length).toBeGreaterThan(200);
      expect([...new Set(wanted)].filter((id) => !ids.has(id))).toEqual([]);
    });

    it("says what each property means", async () => {
      const text = plain((await page.locator("main").textContent()) ?? "");
      const descriptions = Object.values(contract.components.schemas).flatMap(({ properties }) =>
        Object.values(properties ?? {}).flatMap(({ description }) => description ?? []),
      );
      expect(descriptions.length).toBeGreaterThan(100);
      expect(descriptions.filter((description) => !text.includes(plain(description)))).toEqual([]);
    });

    it("names the permissions once per operation", async () => {
      const tables = section("operation/createSynchronizationProfile")
        .first()
        .getByText("Permission type", { exact: true });
      expect(await tables.count()).toBe(1);
    });

    it("ends with how the contract reads its source, after the change log", async () => {
      const chapters = (await texts("main > section > h2")).map((text) => text.replace(/ #$/, ""));
      expect(chapters.slice(-3)).toEqual(["Schemas", "Change log", "How this contract reads its source"]);
      const versions = readFileSync("CHANGELOG.md", "utf8").match(/^## \[/gm);
      expect(await section("section/change-log").locator("h3").count()).toBe(versions?.length);
    });

    it("says of each error what to do, and whether to retry", async () => {
      const advice = await section("errors")
        .first()
        .locator("> table tbody tr")
        .evaluateAll((rows) =>
          rows.map((row) => row.querySelectorAll("[data-label='What to do'], [data-label=Retry]").length),
        );
      expect(advice.length).toBe(new Set(errorNames).size);
      expect(advice.filter((cells) => cells !== 2)).toEqual([]);
    });

    it("gives a source for each row about the Industry Data API", async () => {
      const sources = await section("section/move-to-the-industry-data-api")
        .locator("tbody tr")
        .evaluateAll((rows) => rows.map((row) => row.querySelector("td:last-child a")?.getAttribute("href") ?? ""));
      expect(sources.length).toBeGreaterThan(35);
      expect(sources.filter((source) => !source.startsWith("https://"))).toEqual([]);
    });

    it("keeps the lines of samples whole, and indents the JSON of curl", async () => {
      const wrapping = await page.evaluate(() =>
        [...document.querySelectorAll("main pre")].filter((pre) => getComputedStyle(pre).whiteSpace !== "pre"),
      );
      expect(wrapping).toEqual([]);
      const curl = section("operation/createSynchronizationProfile").first().locator('[data-language="sh"] code');
      expect(await curl.textContent()).toMatch(/-d '\{\n {4}"displayName": ".*",\n {4}"dataProvider": \{\n {6}"/);
    });

    it("has a button that copies beside each block, and highlights all but plain text", async () => {
      const blocks = page.locator("main pre");
      expect(await page.locator("main .code > .copy + pre").count()).toBe(await blocks.count());
      const json = page.locator("main .code:not([data-language]) code", { hasText: /^\{/ });
      expect(await json.filter({ hasNot: page.locator("[class^=hljs]") }).count()).toBe(0);
    });

    it("shows for each operation the answer to the sample", async () => {
      const { id } = operation("getSynchronizationProfile").responses[0]?.examples["csvNewAccounts"]?.value as {
        id: string;
      };
      const panel = section("operation/getSynchronizationProfile").first().locator(".aside");
      expect(await panel.locator(".code[data-language] code").allTextContents()).toEqual(
        Array(3).fill(expect.stringContaining(id)),
      );
      expect(await panel.locator("details[open] code").last().textContent()).toContain(id);
    });
  });

  describe("in use", () => {
    it("leads past the contents by the first Tab", async () => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
    });

    it("shows the samples in the language that was chosen, and remembers it", async () => {
      const show = async (shown: Page) =>
        new Set(
          await shown
            .locator(".code[data-language]")
            .evaluateAll((blocks) =>
              blocks
                .filter((block) => getComputedStyle(block).display !== "none")
                .map((block) => (block as HTMLElement).dataset["language"]),
            ),
        );
      expect(await show(page)).toEqual(new Set(["sh"]));
      await page.locator('[data-show="ts"]').first().focus();
      await page.keyboard.press("Enter");
      expect(await show(page)).toEqual(new Set(["ts"]));
      expect(await page.locator('[data-show="ts"]').last().getAttribute("aria-pressed")).toBe("true");
      const again = await reference.open(`${reference.served}#operation/listSynchronizationErrors`);
      expect(await show(again)).toEqual(new Set(["ts"]));
      // It opens at the place that a link names, and says so in its title.
      await expect.poll(() => again.title()).toBe(`List the errors of a sync – ${title}`);
      const heading = again.locator('[id="operation/listSynchronizationErrors"]');
      expect(Math.abs((await heading.boundingBox())?.y ?? Infinity)).toBeLessThan(200);
      await again.close();
    });

    it("copies a block, and an operation as Markdown", async () => {
      const operationSection = section("operation/pauseSynchronizationProfile").first();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await operationSection.locator('[data-language="ts"] .copy').click();
      await expect.poll(copied).toMatch(/^import \{ createGraphEducationClient/);
      await operationSection.locator(".copy-markdown").click();
      await expect.poll(copied).toMatch(/^# Pause a sync\n\n`POST /);
      expect(await page.locator("[role=status]").textContent()).toBe("Copied");
    });

    it("is searched with the keyboard alone, and keeps words apart", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("School.csv");
      const results = page.locator("dialog .results li");
      await results.first().waitFor();
      expect((await results.allTextContents()).join()).toContain("School.csv SIS ID");
      await page.locator("dialog input").fill("pause");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toContain("#operation/pauseSynchronizationProfile");
      expect(await page.locator("dialog").isVisible()).toBe(false);
      await page.keyboard.press("Control+k");
      await page.locator("dialog input").fill("no such words");
      expect(await results.count()).toBe(0);
      await page.keyboard.press("Escape");
    });

    it.each(["openapi.yaml", "openapi.json"])("hands out %s as it is published", async (name) => {
      const link = page.locator(`a[data-download="${name}"]`).first();
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(download.suggestedFilename()).toBe(name);
      expect(readFileSync(await download.path(), "utf8")).toBe(readFileSync(`generated/${name}`, "utf8"));
    });

    it("sends an operation to the mock that serves it", async () => {
      const form = section("operation/createSynchronizationProfile").first().locator(".try");
      await form.locator("summary").click();
      const send = form.getByRole("button", { name: "Send POST" });
      await send.click();
      const answer = form.locator(".answer");
      await expect.poll(() => answer.textContent()).toMatch(/^201 Created\n[\s\S]*\nlocation: http\S+\n[\s\S]*"id": "/);
      await form.getByRole("textbox", { name: "Body" }).fill("{");
      await send.click();
      await expect.poll(() => answer.textContent()).toMatch(/^400 Bad Request\n[\s\S]*not valid JSON/);
      await form.getByLabel("Prefer").selectOption("code=429, example=tooManyRequests");
      await send.click();
      await expect.poll(() => answer.textContent()).toMatch(/^429 [\s\S]*retry-after: /);
    });

    it("changes between light and dark, prints all of it in light, on fewer than 60 pages", async () => {
      await page.locator(".theme").click();
      await page.locator("html.dark").waitFor();
      const parts = [
        "header",
        "nav",
        "#errors ~ table",
        "section[data-kind=operation]:nth-of-type(2)",
        ".drawing.wide",
      ];
      expect(await accessibilityViolations(page, { runOnly: ["color-contrast"], parts })).toEqual([]);
      await page.evaluate(() => {
        const seen: unknown[] = [];
        const closed = () => document.querySelectorAll("main details:not([open], .try)").length;
        const isDark = () => document.documentElement.classList.contains("dark");
        for (const event of ["beforeprint", "afterprint"])
          addEventListener(event, () => seen.push([isDark(), closed() > 0]));
        Object.assign(globalThis, { seen });
      });
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      expect(await page.evaluate("seen")).toEqual([
        [false, false],
        [true, true],
      ]);
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThan(60);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".search, .copy, nav").filter({ visible: true }).count()).toBe(0);
      await page.emulateMedia({ media: "screen" });
      await page.locator(".theme").click();
    });

    it("breaks no rule of axe-core", async () => {
      expect(await accessibilityViolations(page)).toEqual([]);
    }, 120_000);

    it("fits a telephone: tables become cards, the drawing is readable, the contents open", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      const tooWide = await page.evaluate(() =>
        [...document.querySelectorAll("main :is(td, p, li, h2, h3, svg)")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest(".code"))
          .map(({ outerHTML }) => outerHTML.slice(0, 200)),
      );
      expect(tooWide).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      const label = page.locator("td[data-label]").first();
      expect(await label.evaluate((cell) => getComputedStyle(cell, "::before").content)).toMatch(/^"[^"\s]/);
      const drawing = page.locator(".drawing svg").filter({ visible: true });
      expect(await drawing.locator("desc").textContent()).toContain("provisioningFailed");
      const letters = await drawing.locator("text").evaluateAll((parts) =>
        parts.map((part) => {
          const svg = (part as SVGTextElement).ownerSVGElement;
          const scale = (svg?.getBoundingClientRect().width ?? 0) / (svg?.viewBox.baseVal.width ?? 1);
          return parseFloat(getComputedStyle(part).fontSize) * scale;
        }),
      );
      expect(Math.min(...letters)).toBeGreaterThan(11.5);
      await page.getByRole("button", { name: "Contents" }).click();
      await page
        .locator('#contents a[href="#errors"]')
        .evaluate((link) => link.closest("details")?.setAttribute("open", ""));
      await page.locator('#contents a[href="#errors"]').click();
      expect(await page.locator("#contents").isVisible()).toBe(false);
    });
  });

  it("asked for nothing but itself and the calls that were sent, and complained of nothing", () => {
    const elsewhere = reference.requests.filter((url) => !url.startsWith(reference.served) && !url.startsWith("blob:"));
    expect(elsewhere).toEqual([]);
    // The browser reports the two errors that the mock was made to answer.
    expect(reference.complaints.filter((text) => !/status of (400|429)/.test(text))).toEqual([]);
  });

  it("says from disk how to start a mock, and sends nothing", async () => {
    const before = reference.requests.length;
    const disk = await reference.open(onDisk);
    await disk.locator(".try summary").first().click();
    await disk.getByText("npx graph-education-sync mock”").waitFor();
    expect(reference.requests.slice(before)).toEqual([onDisk]);
    await disk.close();
  });

  it("can be read where there is no JavaScript", async () => {
    const context = await reference.newContext({ javaScriptEnabled: false });
    const bare = await reference.open(onDisk, context);
    expect(await bare.locator("h3").filter({ visible: true }).count()).toBeGreaterThan(100);
    expect(await bare.locator("button").filter({ visible: true }).count()).toBe(0);
    await context.close();
  });
});
