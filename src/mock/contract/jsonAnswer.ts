import type { ODataError } from "../../../generated/types.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { jsonText } from "../jsonText.ts";
import { contractExample } from "./document.ts";
import type { Output } from "./exchange.ts";

/** The `innerError` of the contract's examples, used in stateless answers. */
export const { innerError: documentedInnerError } = contractExample<ODataError>("invalidRequest").error;

// The examples in stateless answers are the same objects each time, so their texts are cached, too.
const exampleText = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null ? jsonText(body) : JSON.stringify(body);

/** The body as JSON, reusing the cached texts of profiles. */
function textOf({ body, entity, page }: Output, ids: AnswerIds): string {
  if (entity) {
    const { "@odata.context": context } = body as { "@odata.context": string };
    return `{"@odata.context":${JSON.stringify(context)},${jsonText(entity).slice(1)}`;
  }
  if (!page) return JSON.stringify(withIds(body, ids));
  const members = Object.entries(body as object).map(([name, value]) => {
    const text = value === page ? `[${page.map(jsonText).join()}]` : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${members.join()}}`;
}

function withIds(body: unknown, ids: AnswerIds): unknown {
  const error = (body as Partial<ODataError> | undefined)?.error;
  if (!error) return body;
  const innerError = { date: ids.date, "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { error: { ...error, innerError } };
}

const documentedIds = {
  "request-id": documentedInnerError["request-id"],
  "client-request-id": documentedInnerError["client-request-id"],
};

/**
 * An answer with its ids in the headers and, if it is an error, in the body.
 *
 * @param ids absent for a stateless answer, which uses those of the contract's examples
 */
export function jsonAnswer(output: Output, ids: AnswerIds | undefined): Answer {
  const { statusCode: status, headers, body } = output;
  if (!ids) return { status, headers: { ...headers, ...documentedIds }, body: exampleText(body) };
  const own = { "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { status, headers: { ...headers, ...own }, body: textOf(output, ids) };
}
