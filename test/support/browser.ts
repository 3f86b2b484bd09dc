import { type Browser, chromium } from "playwright-core";
import { programs, required } from "../programs/programs.ts";

/** Starts the browser, with further switches of Chromium. Rejects if there is no browser, and says how to get one. */
export async function launchBrowser(...switches: string[]): Promise<Browser> {
  const { command, env } = required(programs.chromium);
  // No page lives long enough here for optimized code or a small heap to pay.
  const scripts = "--js-flags=--no-turbofan --min-semi-space-size=64 --max-semi-space-size=64";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", scripts, ...switches];
  return chromium.launch({ executablePath: command, args, env });
}
