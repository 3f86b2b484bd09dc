import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import type { Engine } from "../../src/mock/contract/exchange.ts";
import { createMock } from "../../src/mock/createMock.ts";
import { freePort } from "../support/freePort.ts";

const engine = (warmUp?: () => never): Engine =>
  ({
    answer: () => Promise.reject(new Error("not called")),
    get warmUp() {
      return warmUp?.();
    },
  }) as unknown as Engine;

it("createMock frees its port when a later step of the start fails", async () => {
  const port = await freePort();
  const fails = (): never => {
    throw new TypeError("unref is not a function");
  };
  await expect(createMock(engine(fails), { port })).rejects.toThrow("unref is not a function");
  const mock = await createMock(engine(), { port });
  await mock.close();
});

it("createMock rejects when its port is in use", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await expect(createMock(engine(), { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  server.close();
});
