import { defineConfig } from "tsdown";

const shared = { target: "es2022", fixedExtension: true, clean: false, dts: true } as const;

export default defineConfig([
  // Unbundled, so that a file of the mock finds the contract from where it stands, as it does in the sources, and the
  // generated types are there once.
  {
    ...shared,
    platform: "node",
    entry: ["src/index.ts", "src/cli.ts", "src/mock/index.ts"],
    root: "src",
    unbundle: true,
    format: "esm",
  },
  // openapi-fetch has its function under `default` in CommonJS, where an import from an ES module doesn't look.
  {
    ...shared,
    platform: "neutral",
    entry: { index: "src/index.ts" },
    format: "cjs",
    deps: { alwaysBundle: ["openapi-fetch"] },
  },
]);
