import { diff } from "./diff/diff.ts";

process.exitCode = await diff(process.argv.slice(2));
