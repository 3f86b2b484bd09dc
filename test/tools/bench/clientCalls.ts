import { Client as MicrosoftGraphClient } from "@microsoft/microsoft-graph-client";
import axios from "axios";
import ky from "ky";
import createClient from "openapi-fetch";
import type { paths } from "../../../generated/openapi.ts";
import { createGraphEducationClient, type EducationSynchronizationProfileCreate } from "graph-education-sync";
import { operation } from "../../contract/bundle.ts";

const [origin = "", rounds = "20"] = process.argv.slice(2);
const callsPerRound = 480;
const path = "/education/synchronizationProfiles";
const url = `${origin}/beta${path}`;
// As long as real tokens for Graph.
const token = "t".repeat(1500);
const authorization = `Bearer ${token}`;
const body = operation("createSynchronizationProfile").requestBody?.examples["csvNewAccounts"]
  ?.value as unknown as EducationSynchronizationProfileCreate;
const headers = { authorization, "content-type": "application/json" };

const baseUrl = `${origin}/beta`;
const ours = createGraphEducationClient({
  baseUrl,
  getToken: () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
});
const openapiFetch = createClient<paths>({ baseUrl, headers: { authorization } });
const microsoft = MicrosoftGraphClient.init({
  baseUrl: `${origin}/`,
  defaultVersion: "beta",
  customHosts: new Set(["127.0.0.1"]),
  authProvider: (done) => done(null, token),
});
const kyClient = ky.create({ headers: { authorization } });
const axiosClient = axios.create({ headers: { authorization } });

const clients: Record<string, { GET: () => Promise<unknown>; POST: () => Promise<unknown> }> = {
  fetch: {
    GET: async () => (await fetch(url, { headers: { authorization } })).json(),
    POST: async () => (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json(),
  },
  "graph-education-sync": { GET: () => ours.GET(path), POST: () => ours.POST(path, { body }) },
  "openapi-fetch": { GET: () => openapiFetch.GET(path), POST: () => openapiFetch.POST(path, { body }) },
  ky: { GET: () => kyClient(url).json(), POST: () => kyClient.post(url, { json: body }).json() },
  axios: { GET: () => axiosClient.get(url), POST: () => axiosClient.post(url, body) },
  "microsoft-graph-client": { GET: () => microsoft.api(path).get(), POST: () => microsoft.api(path).post(body) },
};

async function cpuPerCall(call: () => Promise<unknown>, atOnce: number): Promise<number> {
  const before = process.cpuUsage();
  const inTurn = async (): Promise<void> => {
    for (let count = 0; count < callsPerRound / atOnce; count += 1) await call();
  };
  await Promise.all(Array.from({ length: atOnce }, inTurn));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
}

// The minimum of the rounds, since other load on the machine only adds to it.
const least: Record<string, number> = {};
for (let round = 0; round < Number(rounds); round += 1) {
  for (const atOnce of [1, 16]) {
    for (const [name, calls] of Object.entries(clients)) {
      for (const method of ["GET", "POST"] as const) {
        const key = `${method} ${atOnce} ${name}`;
        least[key] = Math.min(least[key] ?? Infinity, await cpuPerCall(calls[method], atOnce));
      }
    }
  }
}
console.log(JSON.stringify(least));
