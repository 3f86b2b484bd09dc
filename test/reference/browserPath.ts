import { existsSync } from "node:fs";

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
