import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const browserPath = [process.env["CHROMIUM_PATH"] ?? [], usualPlaces].flat().find((path) => existsSync(path));

/** Whether this machine has a browser. */
export const hasBrowser = browserPath !== undefined;

export const howToGetOne =
  "No Chromium was found. Install Debian's (apt-get install chromium), or set CHROMIUM_PATH to a Chrome or Chromium.";

/** A developer without a browser can run the other tests; where the project is proved, nothing is left out. */
export const skipped = !hasBrowser && !process.env["CI"];

/** Starts the browser. Throws where there is none. */
export async function launchBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error(howToGetOne);
  // No page lives long enough here for optimized code or a small heap to pay.
  const scripts = "--js-flags=--no-turbofan --min-semi-space-size=64 --max-semi-space-size=64";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", scripts];
  return chromium.launch({ executablePath: browserPath, args });
}
