import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
const here = import.meta.dirname;
const modules = join(here, "node_modules");
const programs = join(here, "programs");

/** What a program runs: the whole sync with the client, or calls of a mock of its own. */
export type Program = "client" | "mock";

/** Runs a program, and resolves to its result; `undefined` if a test runner has compared it itself. */
export type Run = (program: Program, env: Record<string, string>) => Promise<unknown>;

async function run(command: string, parameters: string[], env: Record<string, string>, cwd = here): Promise<string> {
  // Otherwise the test runner of these tests would be mistaken for the one under test.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|JEST|NODE_ENV|NODE_OPTIONS|TEST)/.test(name),
  );
  const { stdout } = await execute(command, parameters, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    timeout: 100_000,
    maxBuffer: Infinity,
  });
  return stdout;
}

const node = (parameters: string[], env: Record<string, string>, cwd?: string): Promise<string> =>
  run(process.execPath, parameters, env, cwd);
const lastLine = (text: string): unknown => JSON.parse(text.trim().split("\n").at(-1) ?? "") as unknown;

/** Where a package's install script puts its program, or where it copies it from. */
const binary = (...places: string[]): string =>
  places.map((place) => join(modules, place)).find((file) => existsSync(file)) ?? join(modules, places[0] ?? "");

const inTemporaryFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-environment-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const inNode =
  (extension: "mjs" | "cjs"): Run =>
  async (program, env) =>
    lastLine(await node([join(programs, `${program}.${extension}`)], env));

export const inBun: Run = async (program, env) => {
  const bun = binary("@oven/bun-linux-x64/bin/bun", "bun/bin/bun.exe");
  return lastLine(await run(bun, [join(programs, `${program}.mjs`)], env));
};

export const inDeno: Run = async (program, env) => {
  const deno = binary("@deno/linux-x64-glibc/deno", "deno/deno");
  return lastLine(await run(deno, ["run", "--allow-all", join(programs, `${program}.mjs`)], env));
};

export const inVitest =
  (environment: string, pool = "forks"): Run =>
  async (program, env) => {
    const parameters = [
      "--root",
      join(programs, "vitest"),
      "--environment",
      environment,
      "--pool",
      pool,
      "--testTimeout",
      "30000",
      program,
    ];
    await node([join(modules, "vitest/vitest.mjs"), "run", ...parameters], env);
    return undefined;
  };

export const inJest =
  (environment: string): Run =>
  async (program, env) => {
    const parameters = [
      "--rootDir",
      join(programs, "jest"),
      "--env",
      environment,
      "--testMatch",
      `**/${program}.test.cjs`,
    ];
    await node([join(modules, "jest/bin/jest.js"), ...parameters, "--testTimeout", "60000"], env);
    return undefined;
  };

/** Runs a program that `bundle` has bundled, in a folder that has the package installed. */
export const bundledBy =
  (bundle: (entry: string, outfile: string) => Promise<unknown>, extension: "mjs" | "cjs"): Run =>
  (program, env) =>
    inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, "node_modules"));
      await symlink(join(modules, "graph-education-sync"), join(folder, "node_modules/graph-education-sync"));
      const outfile = join(folder, `out/${program}.${extension}`);
      await bundle(join(programs, `${program}.${extension}`), outfile);
      return lastLine(await node([outfile], env, folder));
    });

const requireInEsm = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

export const esbuild = async (format: "esm" | "cjs", entry: string, outfile: string): Promise<unknown> => {
  const { build } = (await import(join(modules, "esbuild/lib/main.js"))) as typeof import("esbuild");
  const banner = format === "esm" ? { js: requireInEsm } : {};
  return build({ entryPoints: [entry], bundle: true, platform: "node", format, banner, outfile, logLevel: "error" });
};

/** Builds by a script in another process, as the bundler has no types here. */
const buildBy = (script: string) => (entry: string, outfile: string) =>
  node(["--input-type=module", "--eval", script], { ENTRY: entry, OUTFILE: outfile });

export const vite = buildBy(`
import { dirname, basename } from "node:path";
import { build } from "vite";
const { ENTRY: ssr, OUTFILE: outfile } = process.env;
const output = { entryFileNames: basename(outfile) };
await build({ logLevel: "error", configFile: false, ssr: { noExternal: true },
  build: { ssr, outDir: dirname(outfile), emptyOutDir: false, rollupOptions: { output } } });`);

export const webpack = buildBy(`
import { dirname, basename } from "node:path";
import webpack from "webpack";
const { ENTRY: entry, OUTFILE: outfile } = process.env;
const output = { path: dirname(outfile), filename: basename(outfile) };
webpack({ mode: "production", target: "node", entry, output }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString("errors-only"));
});`);

export const inWorkerd: Run = (_, { SYNC: input = "" }) =>
  inTemporaryFolder(async (folder) => {
    const { build } = (await import(join(modules, "esbuild/lib/main.js"))) as typeof import("esbuild");
    const outfile = join(folder, "worker.mjs");
    await build({
      entryPoints: [join(programs, "worker.mjs")],
      bundle: true,
      format: "esm",
      outfile,
      logLevel: "error",
    });
    const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2025-06-01", globalOutbound = "network")),
    (name = "network", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
    await writeFile(join(folder, "config.capnp"), config);
    const server = spawn(
      binary("@cloudflare/workerd-linux-64/bin/workerd", "workerd/bin/workerd"),
      ["serve", "--control-fd=3", join(folder, "config.capnp")],
      { stdio: ["ignore", "inherit", "inherit", "pipe"] },
    );
    const ended = new Promise((done) => server.once("exit", done));
    try {
      const port = await new Promise<number>((found, failed) => {
        server.stdio[3]?.on("data", (data: Buffer) => {
          const listening = /"event":"listen"[^}]*"port":(\d+)/.exec(data.toString());
          if (listening) found(Number(listening[1]));
        });
        server.once("exit", () => failed(new Error("workerd has ended")));
        server.once("error", failed);
      });
      const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: input });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return JSON.parse(text) as unknown;
    } finally {
      server.kill();
      await ended;
    }
  });

/** In a Yarn project without node_modules, where the package is read from its archive. */
export const inYarn: Run = (program, env) =>
  inTemporaryFolder(async (folder) => {
    const yarn = join(modules, "@yarnpkg/cli-dist/bin/yarn.js");
    const { stdout: registry } = await execute("npm", ["config", "get", "registry"]);
    await execute("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
      cwd: join(modules, "graph-education-sync"),
    });
    const { version } = (
      (await import(join(modules, "graph-education-sync/package.json"), { with: { type: "json" } })) as {
        default: { version: string };
      }
    ).default;
    const dependencies = { "graph-education-sync": `file:./graph-education-sync-${version}.tgz` };
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, dependencies }));
    await writeFile(join(folder, "yarn.lock"), "");
    await writeFile(
      join(folder, ".yarnrc.yml"),
      "nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: false\npnpFallbackMode: none\n",
    );
    const address = registry.trim();
    const settings = {
      YARN_NPM_REGISTRY_SERVER: address,
      YARN_UNSAFE_HTTP_WHITELIST: new URL(address).hostname,
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    };
    await node([yarn, "install"], settings, folder);
    for (const name of [`${program}.cjs`, program === "client" ? "sync.cjs" : "callMock.cjs"])
      await execute("cp", [join(programs, name), folder]);
    return lastLine(await node([yarn, "node", `${program}.cjs`], { ...settings, ...env }, folder));
  });
