/* global expect, test */
const library = require("graph-education-sync");
const { sync } = require("../sync.cjs");

test("client", async () => {
  expect(await sync(library, JSON.parse(process.env.SYNC))).toEqual(JSON.parse(process.env.EXPECTED));
});
