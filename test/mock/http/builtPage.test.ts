import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPage } from "../../../src/mock/http/builtPage.ts";

const html = "<!doctype html><title>A page</title>";
const compressed = gzipSync(html);
const ids = { requestId: "1", clientRequestId: "2", date: "2026-01-01T00:00:00" };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  writeFileSync(join(folder, "page.html.gz"), compressed);
});
afterAll(() => rmSync(folder, { recursive: true }));

const page = (name: string, accepted?: string) =>
  builtPage(
    { file: pathToFileURL(join(folder, name)), name: "The page" },
    accepted === undefined ? {} : { "accept-encoding": accepted },
    ids,
  );
const headers = { "content-type": "text/html; charset=utf-8", vary: "Accept-Encoding" };

describe("a page that was built", () => {
  it.each(["gzip", "deflate, gzip;q=1.0", "br, GZIP"])("is compressed for who takes %s", (accepted) => {
    const encoded = { ...headers, "content-encoding": "gzip" };
    expect(page("page.html.gz", accepted)).toEqual({ status: 200, headers: encoded, body: compressed });
  });

  it.each([undefined, "", "identity", "br", "gzipped", "xgzip"])("is not for who takes %s", (accepted) => {
    expect(page("page.html.gz", accepted)).toEqual({ status: 200, headers, body: Buffer.from(html) });
  });

  it("says how to build it where it is missing", () => {
    const { status, body } = page("none.html.gz", "gzip");
    expect([status, JSON.parse(String(body))]).toEqual([
      404,
      {
        error: {
          code: "ResourceNotFound",
          message: "The page has not been built yet. Run: npm run build",
          innerError: { date: ids.date, "request-id": "1", "client-request-id": "2" },
        },
      },
    ]);
  });
});
