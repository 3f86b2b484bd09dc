import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** What is Redoc's own markup, and can't be fixed from outside: the rule, and where it may be broken. */
const brokenByRedoc: Record<string, string> = {
  "heading-order": "[data-item-kind=httpItem] h4[data-component-name='Typography/H4']",
  "label-content-name-mismatch": "button:is([aria-label=Example], [aria-label=Discriminator], [aria-label=Variant])",
  region: "#redoc > div > div, #redoc > div > div *",
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each rule of axe-core that a page breaks, or some parts of it, with the element that breaks it, but for what Redoc breaks. */
export async function accessibilityFaults(
  page: Page,
  { parts = ["html"], ...options }: RunOptions & { parts?: string[] } = {},
): Promise<string[]> {
  // axe-core takes what has not been drawn yet for hidden.
  await page.addStyleTag({ content: "#api-content, #api-content * { content-visibility: visible !important }" });
  await page.addScriptTag({ content: axe });
  return page.evaluate(
    async ([include, runOptions, known]) => {
      const { axe } = window as unknown as { axe: { run: (context: object, options: object) => Promise<AxeResults> } };
      const { violations } = await axe.run({ include }, runOptions);
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target: [place] }) => !document.querySelector(String(place))?.matches(known[id] ?? "nothing"))
          .map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
      );
    },
    [parts, { resultTypes: ["violations"], ...options }, brokenByRedoc] as const,
  );
}
