import { spawn } from "node:child_process";

function opener(
  platform: NodeJS.Platform,
  { BROWSER: browser }: NodeJS.ProcessEnv,
): [command: string, ...args: string[]] {
  if (browser) return [browser];
  if (platform === "darwin") return ["open"];
  // start treats a quoted first argument as the window's title.
  return platform === "win32" ? ["cmd", "/c", "start", '""'] : ["xdg-open"];
}

/** Opens a page in the user's browser, or in the one that `BROWSER` names. If there is none, prints the address. */
export function openBrowser(url: string): void {
  const [command, ...args] = opener(process.platform, process.env);
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => console.error(`No browser was found. Open ${url.replace(/#.*/, "")} yourself.`));
  child.unref();
}
