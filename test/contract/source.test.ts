import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { contract, type Schema } from "./bundle.ts";

const root = "openapi";
const files = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => posix.relative(root, join(parentPath, name).replaceAll("\\", "/")));

/** How often each file is referred to from the contract's other files. */
const uses = new Map<string, number>();
for (const file of files.filter((name) => name.endsWith(".yaml") && !name.startsWith("released/"))) {
  for (const [, target = ""] of readFileSync(join(root, file), "utf8").matchAll(/\$ref: ([^\s#]+\.yaml)/g)) {
    const used = posix.join(dirname(file), target);
    uses.set(used, (uses.get(used) ?? 0) + 1);
  }
}
const parts = files.filter((name) => /^(responses|headers|parameters|requestBodies|schemas\/properties)\//.test(name));

/** Properties as the types have them in their place, without those that name another type: these differ in a request. */
const properties = files
  .filter((name) => /^schemas\/\w+\.yaml$/.test(name))
  .flatMap((name) => Object.values((parse(readFileSync(join(root, name), "utf8")) as Schema).properties ?? {}))
  .map((property) => JSON.stringify(property))
  .filter((property) => !property.includes('"$ref"'));

describe("the contract's source", () => {
  it("has separate files only for what is used more than once", () => {
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.filter((name) => (uses.get(name) ?? 0) < 2)).toEqual([]);
  });

  it("has a separate file for each property that several types share", () => {
    expect(properties.length).toBeGreaterThan(20);
    expect(properties.filter((property, at) => properties.indexOf(property) !== at)).toEqual([]);
  });

  it("has file names that need no quoting in a shell", () => {
    expect(files.filter((name) => !/^[\w./-]+$/.test(name))).toEqual([]);
  });
});

/** Without what differs in a request: it may omit `#` and most properties, and it sends the secret. */
function alike(schema: Schema): object {
  const { "@odata.type": _, clientSecret: __, ...properties } = schema.properties ?? {};
  const { description = "", oneOf = [], items, $ref = "" } = schema;
  return {
    ...schema,
    required: undefined,
    discriminator: undefined,
    $ref: $ref.replace(/Input$/, ""),
    description: description.replace(" The client secret is not returned.", ""),
    oneOf: oneOf.map(alike),
    items: items && alike(items),
    properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, alike(property)])),
  };
}

const { schemas } = contract.components;
const twins = Object.entries(schemas).flatMap(([name, schema]): [string, Schema, Schema][] => {
  const input = schemas[`${name}Input`];
  // The sentinel among the roles is read, but never sent.
  return input && name !== "educationUserRole" ? [[name, schema, input]] : [];
});

describe("the schemas of responses and of requests", () => {
  it.each(twins)("agree on %s", (_, schema, input) => {
    expect(alike(input)).toEqual(alike(schema));
  });
});
