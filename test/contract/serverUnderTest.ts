import type { TestProject } from "vitest/node";
import { startCommand } from "../mock/startCommand.ts";
import { startStockPrism } from "./stockPrism.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the contract suite runs against. */
    server: { name: string; url: string };
  }
}

interface RunningServer {
  url: string;
  stop: () => Promise<void>;
}

/** The servers that the contract suite runs against, by the name of their vitest project. */
export const servers: Record<string, () => Promise<RunningServer>> = {
  "prism mock": () => startStockPrism(),
  "our mock, stateless": () => startCommand("--stateless"),
  "our mock, stateful": () => startCommand("--profiles"),
};

const foreign = process.env["CONTRACT_BASE_URL"]?.replace(/\/+$/, "");
if (foreign) servers[foreign] = () => Promise.resolve({ url: foreign, stop: () => Promise.resolve() });

export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await (servers[project.name] as (typeof servers)[string])();
  project.provide("server", { name: project.name, url });
  return stop;
}
