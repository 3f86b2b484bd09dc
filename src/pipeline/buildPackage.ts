import { build } from "tsdown";

// tsdown's command prints that this version of Node.js is to be dropped, and how long each plugin took.
await build({ logLevel: "error" });
