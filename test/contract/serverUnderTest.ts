import type { TestProject } from "vitest/node";
import { startCommand } from "../support/startCommand.ts";
import { startStockPrism } from "./stockPrism.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the contract suite runs against. */
    server: { name: string; url: string; forgives: boolean };
  }
}

interface RunningServer {
  url: string;
  /** Whether it accepts what the live service accepted beyond the contract. */
  forgives?: boolean;
  stop: () => Promise<void>;
}

/** The servers that the contract suite runs against, by the name of their vitest project. */
export const servers: Record<string, () => Promise<RunningServer>> = {
  "prism mock": () => startStockPrism(),
  "our mock, stateless": async () => ({ ...(await startCommand("--stateless")), forgives: true }),
  "our mock, stateful": async () => ({ ...(await startCommand("--profiles")), forgives: true }),
  "our mock, exact": () => startCommand("--profiles", "--exact"),
};

const foreign = process.env["CONTRACT_BASE_URL"]?.replace(/\/+$/, "");
if (foreign)
  servers[foreign] = async () => {
    const forgives = process.env["CONTRACT_FORGIVES"] === "true";
    return { url: foreign, forgives, stop: () => Promise.resolve() };
  };

export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const { url, forgives = false, stop } = await (servers[project.name] as (typeof servers)[string])();
  project.provide("server", { name: project.name, url, forgives });
  return stop;
}
