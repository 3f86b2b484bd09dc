import { bundle, generatedFiles } from "./generatedFiles.ts";
import { writeWhole } from "./writeWhole.ts";

try {
  const files = await generatedFiles(await bundle());
  await writeWhole("generated", files);
  const names = new Set(Object.keys(files).map((name) => name.replace(/\/.*/, "/")));
  console.log(`${[...names].join(", ")} in generated/`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
