import { execFileSync } from "node:child_process";
import type { TestProject } from "vitest/node";

/** Builds what the tests use: the package, or what the sources need to run. */
export default function buildForTests({ vitest }: TestProject): void {
  const needed = vitest.vite.config.mode === "sources" ? ["validators"] : [];
  execFileSync(process.execPath, ["src/pipeline/build.js", ...needed], { stdio: "inherit" });
}
