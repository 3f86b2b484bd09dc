import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { startMock } from "graph-education-sync/mock";
import { contract, operations } from "../contract/bundle.ts";
import { launchBrowser } from "../support/browser.ts";

export interface Reference {
  /** Where a mock serves the page. */
  served: string;
  /** The requests of any opened page, and its errors and warnings. */
  requests: string[];
  complaints: string[];
  context: BrowserContext;
  /** Opens the page in dark mode, and waits until it shows the nearby parts. */
  open: () => Promise<Page>;
  newContext: (options: BrowserContextOptions) => Promise<BrowserContext>;
  stop: () => Promise<void>;
}

const sections = operations.length + Object.keys(contract.components.schemas).length;

/** Waits until Redoc and the page's script are ready, and renders all parts, as a search does. */
export async function untilRendered(page: Page): Promise<void> {
  await page.locator("[data-section-id]").first().waitFor();
  await page.keyboard.press("Control+f");
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll("[data-item-kind=httpItem], [data-item-kind=schema]").length >= count &&
      document.querySelector(".try"),
    sections,
  );
}

/** Starts one browser, and a mock that serves the page. */
export async function startReference(): Promise<Reference> {
  const [browser, mock] = await Promise.all([launchBrowser(), startMock({ seed: "reference" })]);
  const permissions = ["clipboard-read", "clipboard-write"];
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    permissions,
  });
  const requests: string[] = [];
  const complaints: string[] = [];

  return {
    served: `${mock.url}/`,
    requests,
    complaints,
    context,
    open: async () => {
      const page = await context.newPage();
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(`${mock.url}/`);
      await page.locator("[data-section-id] .copy").first().waitFor();
      return page;
    },
    newContext: (options) => browser.newContext(options),
    stop: async () => {
      await Promise.all([browser.close(), mock.close()]);
    },
  };
}
