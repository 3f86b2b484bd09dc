import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startForAll } from "../../support/mock.ts";

const mock = await startForAll();

const page = gunzipSync(readFileSync("dist/pages/console.html.gz")).toString();
const ask = (encoding: string) =>
  fetch(`${mock.url}/_mock`, { headers: { accept: "text/html", "accept-encoding": encoding } });

/** The hash by which a policy allows an inline script or style (CSP Level 3). */
const hashOf = (element: string): string => {
  const [, text = ""] = new RegExp(`<${element}[^>]*>([^]*?)</${element}>`).exec(page) ?? [];
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
};

it.each([
  ["gzip", "gzip"],
  ["identity", null],
])("serves the whole console under a strict policy to a browser that accepts %s", async (taken, sent) => {
  const answer = await ask(taken);
  const { status, headers } = answer;
  expect([status, (await answer.text()) === page]).toEqual([200, true]);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    vary: "Accept, Accept-Encoding",
  });
  expect(headers.get("content-encoding")).toBe(sent);
  expect(headers.get("content-security-policy")?.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${hashOf("script")}`,
    `style-src ${hashOf("style")}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

it.each<[method: string, path: string, accept: string, type: string]>([
  ["GET", "/_mock", "application/xhtml+xml, TEXT/HTML;q=0.9", "text/html; charset=utf-8"],
  ["HEAD", "/_mock", "text/html", "text/html; charset=utf-8"],
  ["GET", "/_mock", "text/html5", "application/json"],
  ["GET", "/_mock", "*/*", "application/json"],
  ["GET", "/_mock/journal", "text/html", "application/json"],
  ["POST", "/_mock", "text/html", "application/json"],
  ["AHEAD", "/_mock", "text/html", "application/json"],
  ["GETS", "/_mock", "text/html", "application/json"],
])("%s %s with Accept: %s returns %s", async (method, path, accept, type) => {
  const answer = await fetch(mock.url + path, { method, headers: { accept } });
  expect(answer.headers.get("content-type")).toBe(type);
});
