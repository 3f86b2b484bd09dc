import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusals } from "../../../src/mock/graph/refusals.ts";
import { startForAll } from "../../support/mock.ts";

const profiles = "/education/synchronizationProfiles";
const bodyLimit = 1000;
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const expired = `Bearer ${base64({ alg: "none" })}.${base64({ exp: 1 })}.`;
const malformed = { prefer: "code=abc" };
const large = "x".repeat(bodyLimit + 1);

describe("of two reasons to refuse a request, the first one listed is given", async () => {
  const mock = await startForAll({ bodyLimit });

  it.each<[reasons: string, method: string, path: string, sent: RequestInit, status: number, message: RegExp]>([
    ["token, version", "GET", `/v1.0${profiles}`, { headers: { authorization: expired } }, 401, /expired/],
    ["version, $count", "GET", `/v1.0${profiles}/a/$count`, {}, 400, /segment 'synchronizationProfiles'/],
    ["$count, Prefer", "GET", `${profiles}/a/$count`, { headers: malformed }, 400, /segment '\$count'/],
    ["Prefer, body", "POST", profiles, { headers: malformed, body: large }, 400, /Prefer header must be a status/],
    ["body, path", "POST", "/nothing", { body: large }, 413, /larger/],
    ["path, method", "PROPFIND", "/nothing", {}, 404, /no path/],
    ["method, missing token", "PUT", profiles, { headers: { authorization: "" } }, 405, /PUT is not allowed/],
    [
      "missing token, unsupported query option",
      "GET",
      `${profiles}?$expand=x`,
      { headers: { authorization: "" } },
      401,
      /./,
    ],
    ["query option, body", "POST", `${profiles}?$top=1`, { body: "{" }, 400, /query option '\$top'/],
    ["malformed body, violations", "POST", profiles, { body: "{" }, 400, /not valid JSON/],
  ])("%s", async (_, method, path, { headers, ...sent }, status, message) => {
    const all = { authorization: "Bearer x", "content-type": "application/json", ...(headers as object) };
    const answer = await fetch(mock.url + path, { method, headers: all, ...sent });
    const { error } = (await answer.json()) as { error: { message: string } };
    expect([answer.status, error.message]).toEqual([status, expect.stringMatching(message)]);
  });
});

it("CONTRIBUTING lists the reasons in order", () => {
  const [, list = ""] = /Graph refuses a call, in this order[^\n]*\n\n([^]*?)\n\n/.exec(
    readFileSync(".github/CONTRIBUTING.md", "utf8"),
  ) ?? ["", ""];
  const listed = list.split("\n").map((line) => line.replace(/^\d+\. /, ""));
  expect(listed).toEqual(["a fault of the scenario", ...Object.keys(refusals), ...listed.slice(-4)]);
  expect(listed.slice(-4)).toEqual([
    "a missing token",
    "a query option that the operation does not support",
    "a body that is not JSON, or has too many values or levels",
    "violations of the contract that the live service did not forgive",
  ]);
});
