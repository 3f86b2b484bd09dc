import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { AllowedHostsValidator } from "@microsoft/kiota-abstractions";
import { inject } from "vitest";

const document = "src/reference/guide/mock/integration.md";

/** The snippets of code that the reference's table gives for a client. */
export function snippets(client: string): string[] {
  const rows = readFileSync(document, "utf8")
    .split("\n")
    .map((line) => line.split(" | "));
  const [, needs] = rows.find(([first = ""]) => first.startsWith(`| ${client}`)) ?? [];
  if (needs === undefined) throw new Error(`${document} has no row for ${client}.`);
  return [...needs.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
}

const tenant = "5b0d1a6a-0d4b-4c4e-9c5c-0f0b2d0f6a11";

/** The value of the snippet with this beginning, with the address of the mock. */
export function evaluated<T>(client: string, beginning = "{"): T {
  const code = snippets(client).find((each) => each.startsWith(beginning));
  if (code === undefined) throw new Error(`${document} has nothing for ${client} that begins with ${beginning}.`);
  const { host } = new URL(inject("sharedMock").url);
  const expression = code
    .replace(/^[\w.]+ = /, "")
    .replaceAll("localhost:4010", host)
    .replace("<tenant>", tenant);
  return runInNewContext(`(${expression})`, { AllowedHostsValidator, Set }) as T;
}
