import { expect, it } from "vitest";
import { freePort } from "./freePort.ts";

it("gives no port twice, however many are asked for at once", async () => {
  const ports = await Promise.all(Array.from({ length: 1_000 }, freePort));
  expect(new Set(ports).size).toBe(1_000);
});
