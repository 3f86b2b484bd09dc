import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { build, type InlineConfig } from "tsdown";
import * as nodeGlobals from "../mock/nodeGlobals.ts";
import { nodeGlobalsFile } from "./bundlePrism.ts";
import { bundleThirdParty, thirdPartyChunk, thirdPartyFolder } from "./thirdParty.ts";

// Maps lead npm run coverage to the sources. What is published has none, nor a line that names one.
const shared = {
  config: false,
  // tsdown prints that this version of Node.js is to be dropped, and how long each plugin took.
  logLevel: "error",
  target: "es2022",
  fixedExtension: true,
  clean: false,
  sourcemap: process.env.COVERAGE === "true",
  outputOptions: { strict: true },
} as const satisfies InlineConfig;

/** Types for CommonJS: as those for ESM. A file that shares those would need an import attribute, and TypeScript 5.3. */
async function writeTypesForCommonJs(): Promise<void> {
  const names = (await readdir("dist", { recursive: true })).filter((name) => name.endsWith(".d.mts"));
  for (const name of names) {
    const types = await readFile(join("dist", name), "utf8");
    const file = join("dist", name.replace(".d.mts", ".d.cts"));
    const isEmpty = types.trim() === "export { };";
    if (!isEmpty) await writeFile(file, types.replaceAll('.mjs"', '.cjs"'));
    if (isEmpty || dirname(name) === "mock") await rm(join("dist", name));
  }
}

/** Prism is a file of its own in the package. */
const packagedPrism = {
  name: "packaged-prism",
  load: (id: string) =>
    id.endsWith("contract/prismModule.ts")
      ? `import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { packageFolder } from "../../packageFolder.ts";
const file = fileURLToPath(new URL("dist/${thirdPartyFolder}/prism.cjs", packageFolder));
export const prismModule = (name) => createRequire(file)(file)[name];`
      : undefined,
};

const injectedGlobals = Object.fromEntries(Object.keys(nodeGlobals).map((name) => [name, [nodeGlobalsFile, name]]));

const bundled: string[] = [];
const collectThirdParty = {
  name: "collect-third-party",
  generateBundle: (_: unknown, files: Record<string, { moduleIds?: string[] }>) => {
    for (const { moduleIds = [] } of Object.values(files))
      bundled.push(...moduleIds.filter((id) => id.includes("node_modules/")).map((id) => relative(".", id)));
  },
};

// TypeScript 7 gets these two entries in a file, and resolves them from where the file is: beside tsconfig.json, so it is
// there during the build only.
const entriesOfTypes = ["src/index.ts", "src/mock/index.ts"];
const configOfTypes = `.tsconfig.${process.pid}.json`;

const configurations: InlineConfig[] = [
  // Few files, since each takes its time to be loaded. CommonJS alone, as what it loads is: import finds its names, and
  // so does a test runner that only knows require.
  {
    ...shared,
    platform: "node",
    entry: { "cli/main": "src/cli/main.ts", "mock/index": "src/mock/index.ts" },
    format: "cjs",
    dts: false,
    plugins: [packagedPrism, collectThirdParty],
    inputOptions: { transform: { inject: injectedGlobals as Record<string, [string, string]> } },
    outputOptions: {
      ...shared.outputOptions,
      entryFileNames: "[name].cjs",
      chunkFileNames: ({ name }) => (name.startsWith(thirdPartyFolder) ? `${name}.cjs` : `mock/${name}.cjs`),
      codeSplitting: {
        groups: [
          { name: thirdPartyChunk, test: /node_modules/ },
          { name: "nodeGlobals", test: /nodeGlobals/, priority: 1 },
        ],
      },
    },
    hooks: { "build:done": () => bundleThirdParty("dist", bundled) },
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
    entry: entriesOfTypes,
    root: "src",
    unbundle: true,
    format: "esm",
    dts: {
      emitDtsOnly: true,
      sourcemap: false,
      tsconfig: configOfTypes,
      tsgo: { path: resolve("node_modules/typescript-7/bin/tsc") },
    },
    // The types of the engine lead there; what is published does not.
    deps: { neverBundle: [/^@stoplight\//] },
    hooks: { "build:done": writeTypesForCommonJs },
  },
];

/** Builds the package's code and types into `dist/`. */
export async function buildCode(files: string[]): Promise<void> {
  // The configurations write side by side, so none may clean up after another began.
  await Promise.all(files.map((name) => rm(name, { recursive: true, force: true })));
  // Its plugin for types warns that its use of TypeScript 7 is experimental.
  const { warn } = console;
  console.warn = () => undefined;
  await writeFile(configOfTypes, JSON.stringify({ extends: "./tsconfig.json", include: entriesOfTypes }));
  try {
    await Promise.all(configurations.map(build));
  } finally {
    console.warn = warn;
    await rm(configOfTypes);
  }
}
