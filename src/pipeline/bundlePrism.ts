import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// Only dynamic answers, Postman collections and references to other hosts need these: most of Prism's size, and a library
// that Node.js warns about.
const unused = /^@faker-js\/faker$|^@stoplight\/http-spec\/postman|^postman-collection$|^node-fetch$/;

/** The module that replaces Node.js globals in the package. */
export const nodeGlobalsFile = fileURLToPath(new URL("../mock/nodeGlobals.ts", import.meta.url));

const entry = `module.exports = {
  get mocker() { return require("@stoplight/prism-http/dist/mocker"); },
  get validator() { return require("@stoplight/prism-http/dist/validator"); },
};`;

/** Bundles the parts of Prism that the mock needs into one file. Resolves to the files in the bundle. */
export async function bundlePrism(outfile?: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: dirname(createRequire(import.meta.url).resolve("@stoplight/prism-http")) },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    inject: [nodeGlobalsFile],
    minify: true,
    keepNames: true,
    legalComments: "none",
    logLevel: "error",
    metafile: true,
    plugins: [
      {
        name: "unused",
        setup: (hooks) => {
          hooks.onResolve({ filter: unused }, ({ path }) => ({ path, namespace: "unused" }));
          hooks.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
        },
      },
    ],
    ...(outfile === undefined ? { write: false } : { outfile }),
  });
  return Object.keys(metafile.inputs).filter((path) => path.includes("node_modules/"));
}
