import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Loads a module of Prism's; the package has them in one file of its own (see src/pipeline/bundlePrism.ts). */
export const prismModule = (name: "mocker" | "validator"): unknown => require(`@stoplight/prism-http/dist/${name}`);
