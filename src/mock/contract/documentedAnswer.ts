import { contractExample } from "./document.ts";
import type { Output } from "./exchange.ts";
import type { Operation } from "./operations.ts";
import type { Reply } from "./reply.ts";

const exampleOf = (examples: { key: string; value?: unknown }[] | undefined, name?: string) =>
  examples?.find(({ key }) => key === name) ?? examples?.[0];

/** An operation's answer for a status: the contract's example with that name, or its first one. */
function document({ documented }: Operation, status: number, name?: string): Output | undefined {
  const response = documented.responses.find(({ code }) => code === String(status));
  const [content] = response?.contents ?? [];
  if (!response || (name !== undefined && !content?.examples?.some(({ key }) => key === name))) return undefined;
  const headers: Output["headers"] = content ? { "content-type": content.mediaType } : {};
  for (const header of response.headers ?? []) {
    const example = exampleOf(header.examples, name);
    if (example) headers[header.name] = String(example.value);
  }
  return { statusCode: status, headers, body: exampleOf(content?.examples, name)?.value };
}

const cache = new Map<string, Output>();

/** The same object each time; `undefined` if the contract has no such answer. */
export function documentedAnswer(operation: Operation, status: number, name?: string): Output | undefined {
  const key = `${operation.id} ${status} ${name ?? ""}`;
  // Only answers of the contract are cached, since callers may ask for anything.
  const answer = cache.get(key) ?? document(operation, status, name);
  if (answer) cache.set(key, answer);
  return answer;
}

/** The values that a `Prefer` header may have for an operation: each status, with its examples. */
export const documentedPreferences = ({ documented }: Operation): string[] =>
  documented.responses.map(({ code, contents }) => {
    const names = contents?.[0]?.examples?.map(({ key }) => key) ?? [];
    return `code=${code}${names.length > 0 ? ` (example=${names.join(", ")})` : ""}`;
  });

/** Turns a reply into an answer, with the contract's headers, and with its example if the reply names one. */
export function answerOf(operation: Operation, reply: Reply): Output {
  if (!("example" in reply)) {
    const headers = { ...documentedAnswer(operation, reply.status)?.headers };
    for (const name in reply.headers) {
      const value = reply.headers[name];
      if (value === undefined) delete headers[name];
      else headers[name] = value;
    }
    const { status, body, entities } = reply;
    const isPage = entities !== undefined && (body as { value?: unknown }).value === entities;
    const content = isPage ? { page: entities } : { entity: entities?.[0] };
    return { statusCode: status, headers, body, ...content };
  }
  const { status, example, message, target } = reply;
  const output = documentedAnswer(operation, status, example) ?? {
    statusCode: status,
    headers: documentedAnswer(operation, status)?.headers ?? { "content-type": "application/json" },
    body: contractExample(example),
  };
  if (message === undefined) return output;
  const { error } = output.body as { error: object };
  return { ...output, body: { error: { ...error, message, ...(target === undefined ? {} : { target }) } } };
}
