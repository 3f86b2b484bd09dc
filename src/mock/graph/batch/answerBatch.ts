import { limits } from "../../limits.ts";
import { nextTurn } from "../../turns.ts";
import { type Answer, type AnswerIds, jsonAnswer } from "../../http/answer.ts";
import { type BatchedRequest, parseBatch } from "./batchRequest.ts";
import { connectionReset, errorAnswer, exampleAnswer } from "../../contract/errorAnswer.ts";
import { graphPathOf } from "../graphPath.ts";
import type { ApiContext, HttpServerOptions } from "../../http/httpServer.ts";
import { parseBody } from "../../http/requestParts.ts";

export const batchPath = "/$batch";

export interface BatchOptions extends Pick<HttpServerOptions, "hasIds" | "idsOf" | "done"> {
  /** Answers one request of the batch, as if it had come by itself. */
  answer: (context: ApiContext) => Promise<Answer>;
}

// What else a batch says is about the batch, such as its length.
const inherited = ["authorization", "client-request-id"];

function headersOf({ request }: ApiContext, own: BatchedRequest["headers"]): ApiContext["request"]["headers"] {
  const shared = Object.entries(request.headers).filter(([name]) => inherited.includes(name));
  return { ...Object.fromEntries(shared), ...own };
}

function contextOf(
  batch: ApiContext,
  { method, target, headers: own, bytes }: BatchedRequest,
  { idsOf }: BatchOptions,
) {
  const { origin, version, tenant } = batch;
  const headers = headersOf(batch, own);
  const inner = graphPathOf(target.path);
  return {
    request: { method, headers },
    origin,
    version,
    tenant,
    target: { ...target, path: version + target.path },
    // A URL of a batch is relative to its version, so one with a version leads nowhere.
    path: inner.version + inner.path,
    ids: idsOf(headers, inner.path),
    bytes,
  };
}

const failedDependency = (id: string, status: number, ids: AnswerIds | undefined): Answer =>
  errorAnswer(
    424,
    {
      code: "FailedDependency",
      message: `The request was not executed, as request ${id.slice(0, 100)} failed with ${status}.`,
    },
    ids,
  );

/** As JSON; the body is JSON already, of up to 999 profiles. */
function responseOf(id: string, { status, headers, body }: Answer): string {
  const { "content-type": type, ...others } = headers;
  const head = { id, status, headers: type === undefined ? others : { ...others, "Content-Type": type } };
  return body === undefined ? JSON.stringify(head) : `${JSON.stringify(head).slice(0, -1)},"body":${String(body)}}`;
}

/** The requests of a batch, or the error that answers it as a whole. */
function requestsOf({ request, bytes }: ApiContext, ids: AnswerIds | undefined): BatchedRequest[] | Answer {
  const { method = "GET", headers } = request;
  if (method !== "POST") {
    const message = `${method} is not allowed here. Allowed: POST, OPTIONS.`;
    return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: "POST, OPTIONS" });
  }
  if (!bytes) return exampleAnswer({ status: 413, example: "bodyTooLarge" }, ids);
  const parsed = parseBody(bytes, headers, limits.batchValues.max);
  if (parsed.kind === "notJson" || parsed.kind === "encoded")
    return exampleAnswer({ status: 415, example: "contentTypeNotJson" }, ids);
  if (parsed.kind === "tooMuch") {
    const message = `The batch can't be processed: ${parsed.reason}.`;
    return errorAnswer(400, { code: "BadRequest", message }, ids);
  }
  const requests = parseBatch(parsed.kind === "json" ? parsed.value : undefined);
  return typeof requests === "string" ? errorAnswer(400, { code: "BadRequest", message: requests }, ids) : requests;
}

/** Answers a batch: each request as soon as those that it depends on have succeeded. */
export async function answerBatch(batch: ApiContext, options: BatchOptions): Promise<Answer> {
  const { hasIds, answer, done } = options;
  const ids = hasIds ? batch.ids : undefined;
  const requests = requestsOf(batch, ids);
  if (!Array.isArray(requests)) return requests;

  const answers = new Map<string, Promise<Answer>>();
  async function answerInTurn({ dependsOn }: BatchedRequest, context: ApiContext): Promise<Answer> {
    for (const id of dependsOn) {
      const status = (await answers.get(id))?.status ?? 0;
      if (status >= 400) return failedDependency(id, status, hasIds ? context.ids : undefined);
    }
    return answer(context);
  }
  async function answerLogged(request: BatchedRequest, context: ApiContext): Promise<Answer> {
    const began = performance.now();
    const answered = await answerInTurn(request, context);
    done(context, answered, performance.now() - began);
    return answered;
  }
  const contexts = requests.map((request) => contextOf(batch, request, options));
  for (const [at, context] of contexts.entries()) {
    const request = requests[at] as BatchedRequest;
    const answering = answerLogged(request, context);
    // It is awaited with the others; until then, a rejection must not end the process.
    answering.catch(() => undefined);
    answers.set(request.id.toLowerCase(), answering);
    // 20 long lists are not made in one go.
    await nextTurn();
  }
  const inOrder = await Promise.all(answers.values());
  if (inOrder.some(({ resetsConnection }) => resetsConnection)) return connectionReset;
  const responses = inOrder.map((each, at) => responseOf(requests[at]?.id ?? "", each));
  const json = { "content-type": "application/json" };
  const answered = jsonAnswer({ statusCode: 200, headers: json, body: {} }, ids);
  return { ...answered, body: `{"responses":[${responses.join()}]}` };
}
