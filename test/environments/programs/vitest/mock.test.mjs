import { startMock } from "graph-education-sync/mock";
import { expect, test } from "vitest";
import { callMock } from "../callMock.cjs";

test("mock", async () => {
  expect(await callMock(startMock)).toEqual(JSON.parse(process.env.EXPECTED));
});
