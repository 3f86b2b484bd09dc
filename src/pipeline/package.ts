import { build } from "tsdown";

// Its plugin for types warns that it takes TypeScript 7 as an experiment.
console.warn = () => undefined;

try {
  // None needs another's result, and most of it is done by programs beside this one.
  await Promise.all([
    // tsdown's command prints that this version of Node.js is to be dropped, and how long each plugin took.
    build({ logLevel: "error" }),
    import("./compileContract.ts"),
    import("./console.ts"),
    import("../reference/build.ts"),
  ]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
