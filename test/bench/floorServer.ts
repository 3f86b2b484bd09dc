import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { operations } from "../contract/bundle.ts";
import { faults } from "../contract/validator.ts";

// What can't be undercut: Node's own server, one compiled validator, and the contract's examples as bytes.
const create = operations.find(({ operationId }) => operationId === "createSynchronizationProfile");
const list = operations.find(({ operationId }) => operationId === "listSynchronizationProfiles");
const example = (operation: typeof create, status: string): Buffer =>
  Buffer.from(
    JSON.stringify(
      Object.values(operation?.responses.find((response) => response.status === status)?.examples ?? {})[0]?.value,
    ),
  );
const [created, invalid, listed] = [example(create, "201"), example(create, "400"), example(list, "200")];
const schema = create?.requestBody?.schema ?? {};

const server = createServer((request, response) => {
  const answer = (status: number, body: Buffer) =>
    response.writeHead(status, { "content-type": "application/json", "content-length": body.length }).end(body);
  if (request.method === "GET") return void answer(200, listed);
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const isValid = faults(schema, JSON.parse(Buffer.concat(chunks).toString())).length === 0;
    answer(isValid ? 201 : 400, isValid ? created : invalid);
  });
});
server.listen(0, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
