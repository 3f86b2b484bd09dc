import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createGraphEducationClient, type EducationSynchronizationProfileCreate } from "../../src/index.ts";
import { startStockPrism, type StockPrism } from "../../src/mock/stockPrism.ts";
import { operations } from "../contract/bundle.ts";

let prism: StockPrism;
beforeAll(async () => {
  prism = await startStockPrism({ document: "generated/openapi.yaml", port: 0 });
});
afterAll(() => prism.stop());

const body = operations.find(({ operationId }) => operationId === "createSynchronizationProfile")?.requestBody?.examples["csvNewAccounts"]?.value as unknown as EducationSynchronizationProfileCreate;

describe("the client", () => {
  it("creates a profile", async () => {
    const client = createGraphEducationClient({ baseUrl: prism.url, getToken: () => "any-token" });
    const { data, response } = await client.POST("/education/synchronizationProfiles", { body });
    expect(response.status).toBe(201);
    expect(data?.state).toBe("provisioning");
  });

  it("hands out the service's error, typed", async () => {
    const client = createGraphEducationClient({ baseUrl: prism.url, getToken: () => "any-token" });
    const { error, response } = await client.POST("/education/synchronizationProfiles", { body: { ...body, displayName: "" } });
    expect(response.status).toBe(400);
    expect(error?.error.code).toBe("BadRequest");
    expect(error?.error.innerError["request-id"]).toBe(response.headers.get("request-id"));
  });

  it("asks for a token before each call", async () => {
    const getToken = vi.fn(() => Promise.resolve("any-token"));
    const client = createGraphEducationClient({ baseUrl: prism.url, getToken });
    await client.POST("/education/synchronizationProfiles", { body });
    await client.POST("/education/synchronizationProfiles", { body });
    expect(getToken).toHaveBeenCalledTimes(2);
  });
});
