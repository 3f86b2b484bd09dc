import { defineConfig } from "tsdown";

const shared = { platform: "neutral", target: "es2022", fixedExtension: true, clean: false } as const;

export default defineConfig([
  { ...shared, entry: { index: "src/index.ts" }, format: ["esm", "cjs"], dts: true },
  // Unbundled, so that a file finds the contract from where it stands, as it does in the sources.
  { ...shared, platform: "node", entry: ["src/cli.ts", "src/mock/index.ts"], root: "src", unbundle: true, format: "esm", dts: true },
]);
