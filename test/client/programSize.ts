import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * The gzipped bytes of a browser program and its imports, bundled and minified by esbuild. Packages are resolved from
 * the folder.
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
