import * as ioredis from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connect } from "../../../src/mock/store/redis/connection.ts";
import { isSkipped, programs } from "../../programs/programs.ts";
import { type RedisServer, startServer } from "./redisServer.ts";

describe.skipIf(isSkipped(programs.redis))("a Redis client that has given up", () => {
  let server: RedisServer;
  beforeAll(async () => void (server = await startServer()));
  afterAll(() => server.stop());

  /** A connection and its client. */
  async function open() {
    const clients: ioredis.Redis[] = [];
    class Redis extends ioredis.Redis {
      constructor(...parameters: [string]) {
        super(...parameters);
        clients.push(this);
      }
    }
    const url = `redis://127.0.0.1:${server.port}`;
    const connection = await connect(url, url, { ...ioredis, Redis: Redis as typeof ioredis.Redis });
    return { connection, client: clients[0] ?? expect.fail() };
  }

  it("reconnects by itself", async () => {
    const { connection, client } = await open();
    // As when a failover interrupts its query of the Sentinels.
    client.disconnect();
    await vi.waitFor(() => expect(client.status).toBe("end"));
    await vi.waitFor(() => connection.check(), { timeout: 5000 });
    await connection.close();
  });

  it("stays closed once the store is closed", async () => {
    const { connection, client } = await open();
    await connection.close();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(client.status).toBe("end");
  });
});
