import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

// Below the ports that the system gives to outgoing connections: one of these could take a port before its server does.
const [lowest, workers, portsPerWorker] = [11_000, 10, 2_000];
const worker = Number(process.env["VITEST_POOL_ID"] ?? 0) % workers;
const first = randomInt(portsPerWorker);
let given = 0;

/**
 * A free port of 127.0.0.1, for a server that can't choose one or doesn't report it. Several may be asked for before their
 * servers start: no port is given twice, and test files that run at the same time choose among different ones.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + worker * portsPerWorker + ((first + given++) % portsPerWorker);
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
