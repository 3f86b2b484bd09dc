import { rmSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { defineConfig } from "tsdown";

// The configurations write side by side, so neither may clean up after the other began.
rmSync("dist", { recursive: true, force: true });
const shared = { target: "es2022", fixedExtension: true, clean: false } as const;

/** Types for who requires the client: as for who imports it, but for those out of the contract, which are shared. */
async function writeTypesForRequire(): Promise<void> {
  const names = (await readdir("dist/client")).map((name) => `client/${name}`);
  for (const name of ["index.d.mts", ...names.filter((each) => each.endsWith(".d.mts"))]) {
    const types = await readFile(`dist/${name}`, "utf8");
    await writeFile(`dist/${name.replace(".mts", ".cts")}`, types.replaceAll('.mjs"', '.cjs"'));
  }
  for (const name of await readdir("dist/generated")) {
    const sharing = `export type * from "./${name.replace(".d.mts", ".mjs")}" with { "resolution-mode": "import" };\n`;
    await writeFile(`dist/generated/${name.replace(".mts", ".cts")}`, sharing);
  }
}

export default defineConfig([
  // Unbundled, so that a file of the mock finds the contract from where it stands, as it does in the sources.
  {
    ...shared,
    platform: "node",
    entry: ["src/cli.ts", "src/mock/index.ts"],
    root: "src",
    unbundle: true,
    format: "esm",
    dts: false,
  },
  // One file, which is loaded sooner than many.
  { ...shared, platform: "neutral", entry: { index: "src/index.ts" }, format: "esm", dts: false },
  // openapi-fetch has its function under `default` in CommonJS, where an import from an ES module doesn't look.
  {
    ...shared,
    platform: "neutral",
    entry: { index: "src/index.ts" },
    format: "cjs",
    dts: false,
    deps: { alwaysBundle: ["openapi-fetch"] },
  },
  // All types in one go and unbundled, so that those out of the contract are there once.
  {
    ...shared,
    platform: "neutral",
    entry: ["src/index.ts", "src/mock/index.ts"],
    root: "src",
    unbundle: true,
    format: "esm",
    dts: { emitDtsOnly: true },
    hooks: { "build:done": writeTypesForRequire },
  },
]);
