import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";

export interface OpenConsole {
  browser: Browser;
  page: Page;
  /** What the page has asked for. */
  requests: string[];
  /** Errors and warnings of the page. */
  complaints: string[];
}

/** A browser with the page of the console, which may copy and paste. */
export async function openConsole(url: string): Promise<OpenConsole> {
  const browser = await launchBrowser();
  const viewport = { width: 1440, height: 900 };
  const permissions = ["clipboard-read", "clipboard-write"];
  const context = await browser.newContext({ viewport, colorScheme: "light", permissions });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  page.setDefaultTimeout(15_000);
  await page.goto(`${url}/_mock`);
  await page.getByText("Live", { exact: true }).waitFor();
  return { browser, page, requests, complaints };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each rule of axe-core that the page breaks, with the element that breaks it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The page's policy lets no script in; what a debugger evaluates is none of the page's.
  await page.evaluate(`globalThis.axe ?? (() => { ${axe} })()`);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
    );
  });
}
