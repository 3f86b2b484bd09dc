import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface PathProxy {
  /** Address without a trailing slash, with the path that it removes. */
  url: string;
  /** Paths of requests outside that path. */
  strays: string[];
  stop: () => void;
}

/** Starts a proxy that serves a mock below a path. */
export async function startPathProxy(target: string, prefix: string): Promise<PathProxy> {
  const strays: string[] = [];
  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "";
    if (!path.startsWith(`${prefix}/`)) {
      strays.push(path);
      return void outgoing.writeHead(404).end();
    }
    const { host = "" } = incoming.headers;
    const headers = {
      ...incoming.headers,
      host: new URL(target).host,
      "x-forwarded-host": host,
      "x-forwarded-proto": "http",
      "x-forwarded-prefix": prefix,
    };
    const forwarded = request(target + path.slice(prefix.length), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${prefix}`,
    strays,
    stop: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
