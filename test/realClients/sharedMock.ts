import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startCommand } from "../support/startCommand.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The command over https, which all real clients share; each caller has profiles of its own. */
    sharedMock: { url: string; ca: string };
  }
}

/** A file with an authority, and with those that this machine trusts already, such as a company's. */
function authorities(ca: string): string {
  const own = process.env["NODE_EXTRA_CA_CERTS"];
  if (!own) return ca;
  const both = join(tmpdir(), "authorities.pem");
  writeFileSync(both, [own, ca].map((file) => readFileSync(file, "utf8")).join("\n"));
  return both;
}

export default async function startSharedMock(project: TestProject): Promise<() => Promise<void>> {
  const { url, ca = "", stop } = await startCommand("--https", "--isolate", "--pace", "1,60000");
  project.provide("sharedMock", { url: url.replace("127.0.0.1", "localhost"), ca });
  // Node.js reads it when a process starts, and the workers start after this.
  process.env["NODE_EXTRA_CA_CERTS"] = authorities(ca);
  return stop;
}
