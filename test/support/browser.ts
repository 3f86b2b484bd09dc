import { type Browser, chromium } from "playwright-core";
import { programs, required } from "../programs/programs.ts";

/** Starts the browser with extra switches of Chromium. If there is none, it rejects and says how to get one. */
export async function launchBrowser(...switches: string[]): Promise<Browser> {
  const { command, env } = required(programs.chromium);
  // Pages are too short-lived here for optimized code or a small heap to pay off.
  const scripts = "--js-flags=--no-turbofan --min-semi-space-size=64 --max-semi-space-size=64";
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", scripts, ...switches];
  return chromium.launch({ executablePath: command, args, env });
}
