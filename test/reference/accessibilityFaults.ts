import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each rule of axe-core that a page breaks, with the element that breaks it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // axe-core takes what has not been drawn yet for hidden.
  await page.addStyleTag({ content: "#api-content, #api-content * { content-visibility: visible !important }" });
  // A second copy would be compiled anew, which takes as long as a third of the rules.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.addScriptTag({ content: axe });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: string, options: object) => Promise<AxeResults> } };
    const { violations } = await axe.run("html", { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`),
    );
  });
}
