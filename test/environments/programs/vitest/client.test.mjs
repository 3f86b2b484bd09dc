import * as library from "graph-education-sync";
import { expect, test } from "vitest";
import { sync } from "../sync.cjs";

test("client", async () => {
  expect(await sync(library, JSON.parse(process.env.SYNC))).toEqual(JSON.parse(process.env.EXPECTED));
});
