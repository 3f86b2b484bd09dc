import { expect, it } from "vitest";
import { contract, operations, resolve, type Schema } from "./bundle.ts";

const answered = new Set<Schema>();
function collect(node: Schema): void {
  const schema = resolve(node);
  if (answered.has(schema)) return;
  answered.add(schema);
  const items = schema.items ? [schema.items] : [];
  for (const part of [...Object.values(schema.properties ?? {}), ...(schema.oneOf ?? []), ...items]) collect(part);
}

it("at least four in five response properties are required, annotations and $select aside", () => {
  for (const { responses } of operations) for (const { schema } of responses) if (schema) collect(schema);
  answered.delete(contract.components.schemas["educationSynchronizationProfileListItem"] as Schema);

  const required = [...answered].flatMap(({ properties = {}, required = [] }) =>
    Object.keys(properties)
      .filter((name) => !name.startsWith("@odata."))
      .map((name) => required.includes(name)),
  );
  expect(required.filter(Boolean).length / required.length).toBeGreaterThanOrEqual(0.8);
});
