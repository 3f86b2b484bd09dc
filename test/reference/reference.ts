import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { contract, operations } from "../contract/bundle.ts";
import { browserPath, howToGetOne } from "./browserPath.ts";

/** A developer without a browser can run the other tests; where the project is proved, nothing is left out. */
export const skipped = !browserPath && !process.env["CI"];
if (skipped) console.warn(`The reference page is not tested. ${howToGetOne}`);

export interface Reference {
  /** Where the page stands on this machine's disk. */
  address: string;
  browser: Browser;
  /** What any opened page has asked for. */
  requests: string[];
  /** Errors and warnings of any opened page. */
  complaints: string[];
  /** Opens the page, and waits until all of it is there. */
  open: (hash?: string, options?: BrowserContextOptions) => Promise<Page>;
  stop: () => Promise<void>;
}

/** Opens a browser for the page that was built before the tests. */
export async function startReference(): Promise<Reference> {
  if (!browserPath) throw new Error(howToGetOne);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic"];
  const browser = await chromium.launch({ executablePath: browserPath, args });
  const address = pathToFileURL(resolve("generated/reference.html")).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  const sections = operations.length + Object.keys(contract.components.schemas).length;

  return {
    address,
    browser,
    requests,
    complaints,
    open: async (hash = "", options = {}) => {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(address + hash);
      await page.waitForFunction(
        (count) => document.querySelectorAll("[data-item-kind=httpItem], [data-item-kind=schema]").length >= count,
        sections,
      );
      return page;
    },
    stop: () => browser.close(),
  };
}
