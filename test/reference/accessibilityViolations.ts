import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each rule of axe-core that a page breaks, or some parts of it, with the element that breaks it. */
export async function accessibilityViolations(
  page: Page,
  { parts = ["html"], ...options }: RunOptions & { parts?: string[] } = {},
): Promise<string[]> {
  // axe-core takes what has not been drawn yet for hidden.
  await page.addStyleTag({ content: "main section > section { content-visibility: visible !important }" });
  await page.addScriptTag({ content: axe });
  return page.evaluate(
    async ([include, runOptions]) => {
      const { axe } = window as unknown as { axe: { run: (context: object, options: object) => Promise<AxeResults> } };
      const { violations } = await axe.run({ include }, runOptions);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
      );
    },
    [parts, { resultTypes: ["violations"], ...options }] as const,
  );
}
