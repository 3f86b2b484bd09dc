import * as library from "graph-education-sync";
import { sync } from "./sync.cjs";

export default {
  fetch: async (request) => Response.json(await sync(library, await request.json())),
};
