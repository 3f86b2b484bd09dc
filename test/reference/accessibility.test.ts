import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Reference, skipped, startReference } from "./reference.ts";

/** What is Redoc's own markup, and can't be mended from outside: the rule, and where it may be broken. */
const brokenByRedoc: Record<string, string> = {
  "heading-order": "[data-item-kind=httpItem] h4[data-component-name='Typography/H4']",
  "label-content-name-mismatch": "button:is([aria-label=Example], [aria-label=Discriminator], [aria-label=Variant])",
  region: "#redoc > div > div, #redoc > div > div *",
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each broken rule with the element that breaks it, but for what Redoc breaks. */
const faults = (page: Page, options: RunOptions): Promise<string[]> =>
  page.evaluate(
    async ([runOptions, known]) => {
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
      const { violations } = await axe.run(runOptions);
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target: [place] }) => !document.querySelector(String(place))?.matches(known[id] ?? "nothing"))
          .map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
      );
    },
    [{ resultTypes: ["violations"], ...options }, brokenByRedoc] as const,
  );

describe.skipIf(skipped)("the reference page", () => {
  let reference: Reference;
  let page: Page;
  beforeAll(async () => {
    reference = await startReference();
    page = await reference.open("", { colorScheme: "light" });
    // axe-core takes what has not been drawn yet for hidden.
    await page.addStyleTag({ content: "#api-content * { content-visibility: visible !important }" });
    await page.addScriptTag({ content: axe });
  }, 120_000);
  afterAll(() => reference?.stop());

  it("breaks no rule of axe-core", async () => {
    expect(await faults(page, {})).toEqual([]);
  }, 120_000);

  it("has enough contrast in the dark, too", async () => {
    await page.locator("[data-testid=color-mode-switcher]").click();
    await page.locator("html.dark").waitFor();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await faults(page, { runOnly: ["color-contrast"] })).toEqual([]);
  }, 120_000);
});
