import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";

const missing = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];

/**
 * Also accepts connections on the other loopback address, IPv4 or IPv6: clients may choose either for `localhost`.
 *
 * @returns `undefined` on a machine that has only one of them
 * @throws {NodeJS.ErrnoException} `EADDRINUSE` if another program uses the port on that address
 */
export async function listenAtOtherLoopback(server: HttpServer): Promise<Server | undefined> {
  const { family, port } = server.address() as AddressInfo;
  const other = createServer((socket) => server.emit("connection", socket));
  other.listen({ host: family === "IPv6" ? "127.0.0.1" : "::1", port });
  try {
    await once(other, "listening");
    return other;
  } catch (error) {
    if (missing.includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
