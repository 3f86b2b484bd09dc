import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPage } from "../../../src/mock/pages/builtPage.ts";

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
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; script-src 'none'; style-src 'none'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  vary: "Accept-Encoding",
};

describe("a built page", () => {
  it.each(["gzip", "deflate, gzip;q=1.0", "br, GZIP"])("is compressed when Accept-Encoding is %s", (accepted) => {
    const encoded = { ...headers, "content-encoding": "gzip" };
    expect(page("page.html.gz", accepted)).toEqual({ status: 200, headers: encoded, body: compressed });
  });

  it.each([undefined, "", "identity", "br", "gzipped", "xgzip"])("is plain when Accept-Encoding is %s", (accepted) => {
    expect(page("page.html.gz", accepted)).toEqual({ status: 200, headers, body: Buffer.from(html) });
  });

  it("is read and unzipped once, and again after a rebuild", () => {
    const { body } = page("page.html.gz");
    expect(page("page.html.gz").body).toBe(body);
    expect(page("page.html.gz", "gzip").body).toBe(page("page.html.gz", "gzip").body);
    writeFileSync(join(folder, "page.html.gz"), gzipSync("<!doctype html><title>Another</title>"));
    utimesSync(join(folder, "page.html.gz"), 1, 1);
    expect(String(page("page.html.gz").body)).toContain("Another");
  });

  it("says how to build it if missing", () => {
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
