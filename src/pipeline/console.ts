import { buildConsole } from "../console/build.ts";

console.log(`generated/console.html.gz: ${((await buildConsole()) / 1000).toFixed(1)} kB`);
