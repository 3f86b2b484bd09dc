import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { build, type InlineConfig } from "tsdown";
import * as nodeGlobals from "../mock/nodeGlobals.ts";
import { nodeGlobalsFile } from "./bundlePrism.ts";
import { bundleThirdParty, thirdPartyChunk, thirdPartyFolder } from "./thirdParty.ts";

// Source maps are for npm run coverage only; published files have none, and don't refer to any.
const shared = {
  config: false,
  // Otherwise tsdown prints plugin timings, and that it will drop this version of Node.js.
  logLevel: "error",
  target: "es2022",
  fixedExtension: true,
  clean: false,
  sourcemap: process.env.COVERAGE === "true",
  outputOptions: { strict: true },
} as const satisfies InlineConfig;

/** Copies the types for ESM to CommonJS. Sharing them would require import attributes, and so TypeScript 5.3. */
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

/** In the package, Prism is a separate file. */
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

// TypeScript 7 reads these two entries from a file, and resolves them relative to it, so it is next to tsconfig.json during
// the build.
const entriesOfTypes = ["src/index.ts", "src/mock/index.ts"];
const configOfTypes = `.tsconfig.${process.pid}.json`;

const configurations: InlineConfig[] = [
  // Few files, since each one slows down loading. Only CommonJS, like the packages it loads: it works with import, and with
  // test runners that only support require.
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
  // One file, which loads faster than several.
  { ...shared, platform: "neutral", entry: { index: "src/index.ts" }, format: "esm", dts: false },
  // In CommonJS, openapi-fetch exports its function as `default`, where an import from an ES module doesn't find it.
  {
    ...shared,
    platform: "neutral",
    entry: { index: "src/index.ts" },
    format: "cjs",
    dts: false,
    deps: { alwaysBundle: ["openapi-fetch"] },
  },
  // All types at once and unbundled, so that those of the contract exist only once.
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
    // The engine's types refer to these packages, but the published ones don't.
    deps: { neverBundle: [/^@stoplight\//] },
    hooks: { "build:done": writeTypesForCommonJs },
  },
];

/** Builds the package's code and types into `dist/`. */
export async function buildCode(files: string[]): Promise<void> {
  // The configurations run in parallel, so none of them may clean up.
  await Promise.all(files.map((name) => rm(name, { recursive: true, force: true })));
  // tsdown's plugin for types warns that using TypeScript 7 is experimental.
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
