#!/usr/bin/env node
import { onStopSignal } from "./stopSignals.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`graph-education-sync needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

// As PID 1 of a container, the process would ignore every signal until the mock listens.
onStopSignal(() => process.exit(0));
void import("./program.ts").then(({ program }) => program.parseAsync());
