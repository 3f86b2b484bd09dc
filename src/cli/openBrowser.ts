import { spawn } from "node:child_process";

function opener(
  platform: NodeJS.Platform,
  { BROWSER: browser }: NodeJS.ProcessEnv,
): [command: string, ...args: string[]] {
  if (browser) return [browser];
  if (platform === "darwin") return ["open"];
  // start takes a first argument in quotes for the title of a window.
  return platform === "win32" ? ["cmd", "/c", "start", '""'] : ["xdg-open"];
}

/** Opens a page in the browser of this user, or in the one that `BROWSER` names. Where there is none, it says so. */
export function openBrowser(url: string): void {
  const [command, ...args] = opener(process.platform, process.env);
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => console.error(`No browser was found. Open ${url.replace(/#.*/, "")} yourself.`));
  child.unref();
}
