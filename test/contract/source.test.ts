import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, it } from "vitest";

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

describe("the contract's source", () => {
  it("has a file of its own only for what is used more than once", () => {
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.filter((name) => (uses.get(name) ?? 0) < 2)).toEqual([]);
  });

  it("has file names that need no quotation marks in a shell", () => {
    expect(files.filter((name) => !/^[\w./-]+$/.test(name))).toEqual([]);
  });
});
