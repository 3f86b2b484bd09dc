import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser on this machine, or undefined where there is none. */
export const browserPath = [process.env["CHROMIUM_PATH"] ?? [], usualPlaces].flat().find((path) => existsSync(path));

export const howToGetOne =
  "No Chromium was found. Install Debian's (apt-get install chromium), or set CHROMIUM_PATH to a Chrome or Chromium.";

export const launch = (): Promise<Browser> => {
  if (!browserPath) throw new Error(howToGetOne);
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
};
