import type { Example, Operation } from "../contract.ts";
import { errorAdvice } from "../guide/errorAdvice.ts";
import { codeBlock, paragraphs, table } from "./table.ts";

/** An error that operations can return. */
export interface DocumentedError {
  status: string;
  name: string;
  example: Example;
  operations: Operation[];
}

/** Each error of the contract once, by status and name. */
export function errorsOf(operations: Operation[]): DocumentedError[] {
  const errors = new Map<string, DocumentedError>();
  for (const operation of operations) {
    for (const { status, examples } of operation.responses.filter(({ status }) => Number(status) >= 400)) {
      for (const [name, example] of Object.entries(examples)) {
        const key = `${status} ${name}`;
        const error = errors.get(key) ?? { status, name, example, operations: [] };
        error.operations.push(operation);
        errors.set(key, error);
      }
    }
  }
  return [...errors].sort(([a], [b]) => a.localeCompare(b, "en")).map(([, error]) => error);
}

export const errorId = (status: string, name: string): string => `errors/${status}-${name.toLowerCase()}`;

const codeOf = ({ value }: Example): string => {
  const { error } = value as { error?: { code: string } };
  return error ? `\`${error.code}\`` : "";
};

function adviceOn(name: string): { fix: string; retry: string } {
  const advice = errorAdvice[name];
  if (!advice) throw new Error(`src/reference/guide/errorAdvice.ts has no entry for ${name}.`);
  return advice;
}

/** Which operations return an error: links, or a word for all of them. */
function returnedBy({ operations }: DocumentedError, all: number): string {
  if (operations.length === all) return "All";
  if (operations.length > 4) return `${operations.length} operations`;
  return operations.map(({ id, summary }) => `[${summary}](#operation/${id})`).join(", ");
}

export function errorTable(errors: DocumentedError[], operations: number): string {
  const rows = errors.map((error) => {
    const { status, name, example } = error;
    const { fix, retry } = adviceOn(name);
    const link = `[${status} ${name}](#${errorId(status, name)})`;
    return [link, codeOf(example), example.summary, fix, retry, returnedBy(error, operations)];
  });
  return table(["Error", "Code", "Cause", "What to do", "Retry", "Operations"], rows);
}

export function describeError({ name, example, operations }: DocumentedError): string {
  const { fix, retry } = adviceOn(name);
  const links = operations.map(({ id, summary }) => `[${summary}](#operation/${id})`);
  const code = codeOf(example);
  return paragraphs(
    `${code ? `${code}: ` : ""}${example.summary}. ${example.description?.trim() ?? ""}`,
    `**What to do:** ${fix} **Retry:** ${retry.charAt(0).toLowerCase()}${retry.slice(1)}.`,
    `**Returned by:** ${links.join(", ")}.`,
    codeBlock("json", JSON.stringify(example.value, undefined, 2)),
  );
}
