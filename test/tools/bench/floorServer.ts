import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { readValidators } from "../../../src/mock/contract/operations.ts";
import { operations } from "../../contract/bundle.ts";

// The lower bound: Node's own server, the compiled validators, and the examples as bytes, or profiles in a map.
const isStateful = process.argv[2] === "stateful";
const validators = readValidators() as Record<string, (value: unknown) => boolean>;
const example = (operationId: string, status: string): string => {
  const { responses } = operations.find((operation) => operation.operationId === operationId) ?? {};
  const { examples } = responses?.find((response) => response.status === status) ?? {};
  return JSON.stringify((examples?.["csvNewAccounts"] ?? Object.values(examples ?? {})[0])?.value);
};
const created = example("createSynchronizationProfile", "201");
const documented = JSON.parse(created) as object;
const got = example("getSynchronizationProfile", "200");
const listed = example("listSynchronizationProfiles", "200");
const invalid = example("createSynchronizationProfile", "400");
const profiles = new Map<string, object>();

type Reply = [status: number, body?: string | undefined, location?: string];

function answerCreate(text: string): Reply {
  const body = JSON.parse(text) as object;
  if (!validators["createSynchronizationProfile body"]?.(body)) return [400, invalid];
  const id = randomUUID();
  const location = `/education/synchronizationProfiles/${id}`;
  if (!isStateful) return [201, created, location];
  // As long as a response of the mock.
  const profile = { ...documented, ...body, id };
  profiles.set(id, profile);
  validators["createSynchronizationProfile 201 body"]?.(profile);
  return [201, JSON.stringify(profile), location];
}

function answerGet(url: string): Reply {
  const [path = "", query] = url.split("?");
  const id = path.split("/")[3];
  if (!isStateful) return [200, id === undefined ? listed : got];
  if (id === undefined) {
    const top = Number(new URLSearchParams(query).get("$top") ?? 100);
    const value: object[] = [];
    for (const profile of profiles.values()) if (value.push(profile) === top) break;
    validators["listSynchronizationProfiles 200 body"]?.({ value });
    return [200, JSON.stringify({ value })];
  }
  const profile = profiles.get(id);
  validators["getSynchronizationProfile 200 body"]?.(profile);
  return profile ? [200, JSON.stringify(profile)] : [404, invalid];
}

function answer({ method, url = "" }: IncomingMessage, text: string): Reply {
  if (method === "POST") return answerCreate(text);
  if (method === "GET") return answerGet(url);
  profiles.delete(url.split("/")[3] ?? "");
  return [202];
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const [status, body = "", location] = answer(request, Buffer.concat(chunks).toString());
    const type = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    response.writeHead(status, location === undefined ? type : { ...type, location }).end(body);
  });
});
server.listen(0, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
