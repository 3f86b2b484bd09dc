import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const execute = promisify(execFile);
const { version, bin } = JSON.parse(await readFile("package.json", "utf8")) as { version: string; bin: object };

let checkout: string;
let cache: string;

/** What the real npx prints in the checkout, or in a folder of it. */
async function npx(folder = "."): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, npm_config_cache: cache, npm_config_update_notifier: "false" };
  const command = execute("npx", ["graph-education-sync", "--version"], { cwd: join(checkout, folder), env });
  return command.then(
    (printed) => ({ code: 0, ...printed }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe("npx in a checkout without a build", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    checkout = await realpath(await mkdtemp(join(tmpdir(), "graph-education-sync-unbuilt-")));
    cache = join(checkout, ".npm");
    await cp("src/cli/command.cjs", join(checkout, "src/cli/command.cjs"));
    await writeFile(join(checkout, "package.json"), JSON.stringify({ name: "graph-education-sync", version, bin }));
  });
  afterEach(() => rm(checkout, { recursive: true }));

  it.each([".", "src"])("says in one line what to run, from %s", async (folder) => {
    const { code, stderr } = await npx(folder);
    expect(stderr).toBe(`Nothing is built. Run in ${checkout}: npm ci\n`);
    expect(code).toBe(1);
  });

  it("says what is left to run after npm ci --ignore-scripts", async () => {
    await mkdir(join(checkout, "node_modules/tsx"), { recursive: true });
    expect((await npx()).stderr).toBe(`Nothing is built. Run in ${checkout}: npm run build\n`);
  });

  it("runs the command after a build, even if it was tried before", async () => {
    await npx();
    await symlink(resolve("dist"), join(checkout, "dist"), "junction");
    expect(await npx()).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});
