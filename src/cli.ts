#!/usr/bin/env node
import { withPeers } from "./mock/peers.ts";

async function run(): Promise<void> {
  const { program } = await withPeers(() => import("./commandLine.ts")).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  await program.parseAsync();
}

void run();
