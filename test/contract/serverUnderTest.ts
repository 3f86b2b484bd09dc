import type { TestProject } from "vitest/node";
import { startStockPrism } from "../../src/mock/stockPrism.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the contract suite runs against. */
    server: { name: "prism mock"; url: string };
  }
}

export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const prism = await startStockPrism({ document: "generated/openapi.yaml", port: 0 });
  project.provide("server", { name: "prism mock", url: prism.url });
  return prism.stop;
}
