import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { referenceService } from "../../../src/mock/pages/referenceService.ts";
import { request } from "../../support/request.ts";

const service = referenceService();

describe("the mock's reference", () => {
  it.each([
    ["/openapi.json", "application/json"],
    ["/openapi.yaml", "application/yaml"],
    ["/llms.txt", "text/plain; charset=utf-8"],
    ["/reference.md", "text/markdown; charset=utf-8"],
    ["/reference/createSynchronizationProfile.md", "text/markdown; charset=utf-8"],
  ])("serves %s as published", async (path, type) => {
    const { status, headers, body } = await service.answer(request("GET", path));
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(String(body)).toBe(readFileSync(`generated${path}`, "utf8"));
    expect((await service.answer(request("GET", path))).body).toBe(body);
  });

  it.each([
    "/reference/unheard.md",
    "/reference/../openapi.ts",
    "/x/openapi.json",
    "/openapi.json/x",
    "/openapiXjson",
    "/llmsXtxt",
    "/reference/a/b.md",
    "/openapi.ts",
    "/reference",
    "/README.md",
  ])("does not serve %s", (path) => expect(service.has(request("GET", path))).toBe(false));
});
