#!/usr/bin/env node
import { withPeers } from "../mock/optionalPeers.ts";

async function run(): Promise<void> {
  const { program } = await withPeers(() => import("./program.ts")).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  await program.parseAsync();
}

void run();
