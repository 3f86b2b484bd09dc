import * as library from "graph-education-sync";
import { sync } from "./sync.cjs";

console.log(JSON.stringify(await sync(library, JSON.parse(process.env.SYNC))));
