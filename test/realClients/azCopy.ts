import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chmodSync, constants } from "node:fs";
import { join } from "node:path";
import { snippets } from "./readmeTable.ts";

const binary = "node_modules/@azure-tools/azcopy-linux/dist/bin/azcopy_linux_amd64";

function find(): boolean {
  try {
    accessSync(binary);
  } catch {
    return false;
  }
  try {
    accessSync(binary, constants.X_OK);
  } catch {
    // The package was published from a system without a run bit.
    chmodSync(binary, 0o755);
  }
  return true;
}

/** Whether AzCopy was installed and can run on this machine. */
export const hasAzCopy = process.platform === "linux" && process.arch === "x64" && find();

/**
 * Runs AzCopy with what the README says that it needs; its logs go into the folder.
 *
 * @param ca file of the authority to trust
 */
export async function azCopy(
  folder: string,
  { ca }: { ca: string },
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const [flags = "", caVariable = ""] = snippets("AzCopy");
  const child = spawn(binary, [...args, ...flags.split(" ")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      HOME: folder,
      [caVariable]: ca,
      AZCOPY_LOG_LOCATION: join(folder, "logs"),
      AZCOPY_JOB_PLAN_LOCATION: join(folder, "plans"),
    },
    timeout: 60_000,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}
