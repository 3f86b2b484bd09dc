/* global expect, test */
const { startMock } = require("graph-education-sync/mock");
const { callMock } = require("../callMock.cjs");

test("mock", async () => {
  expect(await callMock(startMock)).toEqual(JSON.parse(process.env.EXPECTED));
});
