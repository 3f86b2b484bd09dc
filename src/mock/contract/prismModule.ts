import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Loads one of Prism's modules; the package bundles them in one file (see src/pipeline/bundlePrism.ts). */
export const prismModule = (name: "mocker" | "validator"): unknown => require(`@stoplight/prism-http/dist/${name}`);
