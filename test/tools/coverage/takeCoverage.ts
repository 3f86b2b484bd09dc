import { takeCoverage } from "node:v8";
import { afterAll } from "vitest";

// Vitest ends its workers with a signal, on which V8 writes nothing.
afterAll(() => takeCoverage());
