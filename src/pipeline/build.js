import { existsSync } from "node:fs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or later is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

function hasTools() {
  try {
    return import.meta.resolve("tsx") !== "";
  } catch {
    return false;
  }
}

if (hasTools()) {
  const { register } = await import("tsx/esm/api");
  register();
  const { buildStale } = await import("./artefacts.ts");
  const names = process.argv.slice(2);
  await buildStale(names.length > 0 ? names : undefined).catch((/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} else if (process.env["npm_lifecycle_event"] !== "preprepare" && !existsSync("dist/cli/main.cjs")) {
  // npm ci --omit=dev also runs this, and doesn't need a build.
  console.error("Nothing is built, and the tools to build it are not installed. Run: npm ci");
  process.exit(1);
}
