import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";

export interface OpenConsole {
  browser: Browser;
  page: Page;
  /** The URLs that the page has requested. */
  requests: string[];
  /** Errors and warnings of the page. */
  complaints: string[];
}

/** Opens the console in a browser that allows copy and paste. */
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
