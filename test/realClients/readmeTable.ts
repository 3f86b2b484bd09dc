import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { AllowedHostsValidator } from "@microsoft/kiota-abstractions";
import { inject } from "vitest";

/** What the README's table says that a client needs, as pieces of code. */
export function snippets(client: string): string[] {
  const rows = readFileSync("README.md", "utf8")
    .split("\n")
    .map((line) => line.split(" | "));
  const [, needs] = rows.find(([first = ""]) => first.startsWith(`| ${client}`)) ?? [];
  if (needs === undefined) throw new Error(`The README's table has no row for ${client}.`);
  return [...needs.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
}

/** The value of the piece that begins so, with the address of the mock. */
export function evaluated<T>(client: string, beginning = "{"): T {
  const code = snippets(client).find((each) => each.startsWith(beginning));
  if (code === undefined) throw new Error(`The README has nothing for ${client} that begins with ${beginning}.`);
  const expression = code.replace(/^[\w.]+ = /, "").replace("https://localhost:4010", inject("sharedMock").url);
  return runInNewContext(`(${expression})`, { AllowedHostsValidator, Set }) as T;
}
