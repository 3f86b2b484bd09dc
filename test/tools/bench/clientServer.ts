import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { operation } from "../../contract/bundle.ts";

const [example] = Object.values(
  operation("createSynchronizationProfile").responses.find(({ status }) => status === "201")?.examples ?? {},
);
const body = Buffer.from(JSON.stringify(example?.value));
const headers = { "content-type": "application/json", "content-length": body.length };

// A minimal server in its own process, so that only the clients are measured.
const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, headers).end(body));
});
server.listen(0, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
