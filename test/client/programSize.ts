import { gzipSync } from "node:zlib";
import { build } from "rolldown";

/** Bytes of a program for the browser with all that it imports, minified and compressed with gzip. */
export async function programSize(program: string): Promise<number> {
  const { output } = await build({
    input: "program",
    write: false,
    platform: "browser",
    logLevel: "silent",
    output: { minify: true, format: "esm" },
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? id : null),
        load: (id) => (id === "program" ? program : null),
      },
    ],
  });
  return gzipSync(output[0].code, { level: 9 }).length;
}
