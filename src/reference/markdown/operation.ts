import type { Body, DocumentedResponse, Example, Operation, Schema } from "../contract.ts";
import { asJson } from "../samples/layOut.ts";
import { district } from "../samples/sampleCall.ts";
import type { Sample } from "../samples/samples.ts";
import { errorId } from "./errors.ts";
import { propertyTable, typeOf } from "./schema.ts";
import { codeBlock, paragraphs, table } from "./table.ts";

/** The examples, starting with that of the samples' district. */
export function districtFirst(examples: Record<string, Example>): Example[] {
  const { [district]: first, ...others } = examples;
  return [...(first ? [first] : []), ...Object.values(others)];
}

export const successOf = ({ responses }: Operation): DocumentedResponse | undefined =>
  responses.find(({ status }) => status.startsWith("2"));

function parameterTable({ parameters }: Operation): string {
  const rows = parameters.map(({ name, in: place, required, schema, description, example }) => [
    `\`${name}\``,
    place,
    typeOf(schema),
    required ? "yes" : "",
    `${description.trim()}${example === undefined ? "" : ` Example: \`${String(example)}\`.`}`,
  ]);
  return table(["Parameter", "In", "Type", "Required", "Description"], rows);
}

function describeBody({ description, required, schema }: Body, schemas: Record<string, Schema>): string {
  const name = schema.$ref?.split("/").at(-1);
  const properties = propertyTable((name && schemas[name]) || schema);
  const type = schema.$ref ? ` Type: ${typeOf(schema)}.` : "";
  return paragraphs(`${description.trim()}${required ? " Required." : ""}${type}`, properties);
}

function responseTable({ responses }: Operation): string {
  const rows = responses.map(({ status, description, headers, schema, examples }) => {
    const errors = Object.keys(examples).map((name) => `[${name}](#${errorId(status, name)})`);
    const isError = Number(status) >= 400;
    const body = isError || !schema ? "" : ` Body: ${typeOf(schema)}.`;
    const named = headers.filter((name) => !/request-id$/.test(name)).map((name) => `\`${name}\``);
    return [status, `${description.trim()}${body}`, isError ? errors.join(", ") : "", named.join(", ")];
  });
  return table(["Status", "Meaning", "Errors", "Headers"], rows);
}

/** What an operation expects and returns, without samples. */
export function describeOperation(operation: Operation, schemas: Record<string, Schema>): string {
  const { method, path, description, body } = operation;
  return paragraphs(
    `\`${method} ${path}\``,
    description,
    "## Parameters",
    parameterTable(operation),
    body && `## Request body`,
    body && describeBody(body, schemas),
    "## Responses",
    responseTable(operation),
  );
}

const examplesAsMarkdown = (heading: string, examples: Example[]): string =>
  examples.length === 0
    ? ""
    : paragraphs(
        heading,
        ...examples.map(({ summary, value }) => paragraphs(`${summary}:`, codeBlock("json", asJson(value)))),
      );

/** An operation's samples and examples, after its description. */
export function operationAsMarkdown(description: string, samples: Sample[], operation: Operation): string {
  const bodies = districtFirst(operation.body?.required ? operation.body.examples : {});
  return paragraphs(
    description,
    "## Samples",
    ...samples.map(({ language, source }) => codeBlock(language, source)),
    examplesAsMarkdown("## Request bodies", bodies.slice(1)),
    examplesAsMarkdown("## Response bodies", districtFirst(successOf(operation)?.examples ?? {})),
  );
}
