#!/usr/bin/env node
// Committed rather than built: npx links the command once, and would miss it if its first run came before a build.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const built = join(root, "dist/cli/main.cjs");
if (existsSync(built)) {
  require(built);
} else {
  const hasTools = existsSync(join(root, "node_modules/tsx"));
  console.error(`Nothing is built. Run in ${root}: ${hasTools ? "npm run build" : "npm ci"}`);
  process.exitCode = 1;
}
