import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyOfSources } from "./copyOfSources.ts";

let copy: string;
let dev: ChildProcess | undefined;
beforeAll(async () => {
  copy = await copyOfSources();
});
afterAll(async () => {
  dev?.kill("SIGKILL");
  await rm(copy, { recursive: true });
});

/** The processes that a test has started in a folder, from Linux's /proc. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    ids.map(async (id) => {
      const [environment = "", command = ""] = await Promise.all(
        ["environ", "cmdline"].map((name) => readFile(`/proc/${id}/${name}`, "utf8").catch(() => "")),
      );
      return environment.includes(`DEV_TEST=${folder}`) ? command.replaceAll("\0", " ") : "";
    }),
  );
  return commands.filter(Boolean);
}

it.runIf(process.platform === "linux")(
  "npm run dev stops on Ctrl-C, with every process that it started",
  { timeout: 180_000 },
  async () => {
    const command = ["--import", import.meta.resolve("tsx"), resolve("src/pipeline/dev.ts"), "--port", "0"];
    const env = { ...process.env, DEV_TEST: copy };
    dev = spawn(process.execPath, command, { cwd: copy, env, stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    dev.stdout?.on("data", (text: Buffer) => (printed += text.toString()));
    const ended = once(dev, "exit");
    // The lint and the bundle are running, and the mock would start after them.
    await expect
      .poll(() => processesIn(copy), { timeout: 120_000 })
      .toContainEqual(expect.stringContaining("cli.js lint"));
    dev.kill("SIGINT");
    expect(await ended).toEqual([null, "SIGINT"]);
    expect(await processesIn(copy)).toEqual([]);
    expect(printed).toBe("");
    for (const name of await readdir("generated")) {
      if (/^openapi\.|^types\./.test(name))
        expect(await readFile(join(copy, "generated", name), "utf8")).toBe(await readFile(`generated/${name}`, "utf8"));
    }
  },
);
