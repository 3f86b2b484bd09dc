import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Bytes of a program for the browser with all that it imports, bundled and minified by esbuild, compressed by gzip. It
 * finds the packages that a program in the folder finds.
 */
export async function programSize(program: string, folder = "."): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: resolve(folder) },
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
