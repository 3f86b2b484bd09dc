import { afterAll, expect, it } from "vitest";
import { contract } from "../../contract/bundle.ts";
import { startForAll } from "../../support/mock.ts";
import { applicationToken, delegatedToken } from "../identity/tokens.ts";

type Schemes = Record<string, string[]>;
const operations = Object.entries(
  contract.paths as Record<string, Record<string, { operationId?: string; security?: Schemes[] }>>,
)
  .flatMap(([path, item]) => Object.entries(item).map(([method, parts]) => ({ method, path, ...parts })))
  .filter(({ operationId }) => operationId !== undefined);

/** The contract's least privileged permission of a kind. */
const leastOf = (kind: string, security: Schemes[] = []): string | undefined =>
  security.flatMap((requirement) => requirement[kind] ?? [])[0];

const kinds = ["delegated with", "delegated without", "application with", "application without", "opaque"] as const;
type Kind = (typeof kinds)[number];

const mock = await startForAll();

async function tokenOf(kind: Kind, least: { delegated: string | undefined; application: string | undefined }) {
  if (kind === "opaque") return "any-token";
  const [type, which] = kind.split(" ") as ["delegated" | "application", string];
  const all = {
    delegated: ["EduAdministration.Read", "EduAdministration.ReadWrite"],
    application: ["EduAdministration.Read.All", "EduAdministration.ReadWrite.All"],
  }[type];
  const own = least[type];
  // Without: the most that does not suffice, which is everything if no application may call the operation.
  const short = own === undefined ? all : all.slice(0, all.indexOf(own));
  await mock.scenario({ grant: which === "with" ? (own === undefined ? all : [own]) : short });
  return type === "delegated" ? delegatedToken(mock.url) : applicationToken(mock.url);
}

const outcomes = new Map<string, string[]>();

it.each(operations)("$operationId answers each kind of token as the contract's security says", async (operation) => {
  const { method, path, operationId = "", security } = operation;
  const least = { delegated: leastOf("delegated", security), application: leastOf("application", security) };
  const allowed: Record<Kind, boolean> = {
    "delegated with": least.delegated !== undefined,
    "delegated without": false,
    "application with": least.application !== undefined,
    "application without": false,
    opaque: true,
  };
  for (const kind of kinds) {
    const authorization = `Bearer ${await tokenOf(kind, least)}`;
    const answer = await fetch(mock.url + path.replace(/\{.+?\}/, "none"), {
      method: method.toUpperCase(),
      headers: { authorization },
    });
    const { error } = (await answer.json()) as { error?: { message: string } };
    outcomes.set(operationId, [...(outcomes.get(operationId) ?? []), String(answer.status)]);
    if (allowed[kind]) expect(answer.status, kind).not.toBeOneOf([401, 403]);
    else {
      expect(answer.status, kind).toBe(403);
      const claim = kind.startsWith("delegated") ? "scp" : "roles";
      expect(error?.message, kind).toBe(`Required ${claim} claim values are not provided.`);
    }
  }
});

it("the contract lets no application create, update or delete", () => {
  const closed = operations.filter(({ security }) => leastOf("application", security) === undefined);
  expect(closed.map(({ method }) => method).sort()).toEqual(["delete", "patch", "post", "put"]);
});

afterAll(() => {
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(36), ...cells.map((cell) => cell.padEnd(20))].join("").trimEnd();
  console.log([row("operation", kinds), ...[...outcomes].map(([name, cells]) => row(name, cells))].join("\n"));
});
