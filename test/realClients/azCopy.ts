import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { programs, required } from "../programs/programs.ts";
import { snippets } from "./clientTable.ts";

/**
 * Runs AzCopy with the settings that the reference says it needs; its logs go into the folder.
 *
 * @param ca file of the authority to trust
 */
export async function azCopy(
  folder: string,
  { ca }: { ca: string },
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const [flags = "", caVariable = ""] = snippets("AzCopy");
  const { command, env } = required(programs.azCopy);
  // The package was published without the permission to execute it.
  chmodSync(command, 0o755);
  const child = spawn(command, [...args, ...flags.split(" ")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...env,
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
