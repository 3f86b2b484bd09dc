import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { contractFile } from "../mock/contract/document.ts";
import { buildConsole } from "../console/build.ts";
import compileWhenStale from "../pipeline/compileWhenStale.ts";

if (!existsSync(contractFile)) {
  console.log("Building generated/ from openapi/ …");
  const { status } = spawnSync("npm run --silent generate", { stdio: "inherit", shell: true });
  if (status !== 0) {
    console.error("The contract could not be built; see above.");
    process.exit(1);
  }
}
compileWhenStale();
await buildConsole();

if (process.argv[2] !== "samples") process.argv.splice(2, 0, "mock");
await import("./main.ts");
