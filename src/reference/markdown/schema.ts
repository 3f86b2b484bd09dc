import type { Schema } from "../contract.ts";
import { paragraphs, table } from "./table.ts";

const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);

export const linkToSchema = (name: string): string => `[${name}](#schemas/${name})`;

function range(min: number | undefined, max: number | undefined, unit: string): string {
  if (max === undefined) return min === undefined ? "" : `at least ${min}${unit}`;
  if (min === max) return `${max}${unit}`;
  if (min === undefined || (min === 0 && unit)) return `up to ${max}${unit}`;
  return `${min} to ${max}${unit}`;
}

/** The bounds of a value, in words. */
function bounds(schema: Schema): string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, pattern, format } = schema;
  const isFixed = schema.enum !== undefined || schema.const !== undefined;
  return [
    format ?? "",
    isFixed ? "" : range(minLength, maxLength, " characters"),
    range(minimum, maximum, ""),
    range(minItems, maxItems, " items"),
    pattern === undefined ? "" : `pattern ${code(pattern)}`,
  ].filter(Boolean);
}

const isNull = ({ type }: Schema): boolean => type === "null";

/** The type of a value, as Markdown. */
export function typeOf(schema: Schema): string {
  const { $ref, type, oneOf, items } = schema;
  if ($ref) return linkToSchema(nameIn($ref));
  if (oneOf) return oneOf.map((branch) => (isNull(branch) ? "null" : typeOf(branch))).join(" or ");
  const limits = bounds(schema);
  const suffix = limits.length > 0 ? ` (${limits.join(", ")})` : "";
  if (items) return `array of ${typeOf(items)}${suffix}`;
  return `${[type ?? "any"].flat().join(" or ")}${suffix}`;
}

function values({ enum: choices, const: only }: Schema): string {
  if (choices && choices.length > 1) return `One of ${choices.map(code).join(", ")}.`;
  if (choices || only !== undefined) return `Always ${code(choices?.[0] ?? only)}.`;
  return "";
}

/** The properties of an object, as a table. */
export function propertyTable({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, property]) => [
    code(name),
    typeOf(property),
    required.includes(name) ? "yes" : "",
    [property.description ?? "", values(property)].join(" "),
  ]);
  return table(["Property", "Type", "Required", "Description"], rows);
}

/** The description of a schema, without its name. */
export function describeSchema(schema: Schema): string {
  const { description, oneOf, properties } = schema;
  if (oneOf) return paragraphs(description, oneOf.map((branch) => `- ${typeOf(branch)}`).join("\n"));
  if (properties) return paragraphs(description, propertyTable(schema));
  return paragraphs(description, `${typeOf(schema)}. ${values(schema)}`);
}
