import { limits } from "../../limits.ts";
import { nextTurn } from "../../turns.ts";
import { jsonAnswer } from "../../contract/jsonAnswer.ts";
import type { Answer, AnswerIds } from "../../http/answer.ts";
import { type BatchedRequest, parseBatch } from "./batchRequest.ts";
import { connectionReset, errorAnswer, exampleAnswer } from "../../contract/errorAnswer.ts";
import { type GraphCall, graphCallOf, type GraphRequest } from "../graphCall.ts";
import { graphPathOf } from "../graphPath.ts";
import { parseBody } from "../../http/requestParts.ts";

export const batchPath = "/$batch";

export interface BatchOptions {
  isStateless: boolean;
  /** @param path of the request */
  idsOf: (headers: GraphRequest["headers"], path: string) => AnswerIds;
  /** Answers one request of the batch as if it had been sent separately. */
  answer: (call: GraphCall) => Promise<Answer>;
  /** Called after each request of the batch. */
  onAnswered: (request: GraphRequest, answer: Answer, durationInMs: number) => void;
}

// All other headers of a batch describe the batch itself, such as its length.
const inherited = ["authorization", "client-request-id"];

function headersOf({ request }: GraphCall, own: BatchedRequest["headers"]): GraphRequest["headers"] {
  const shared = Object.entries(request.headers).filter(([name]) => inherited.includes(name));
  return { ...Object.fromEntries(shared), ...own };
}

function callOf(
  batch: GraphCall,
  { method, target, headers: own, bytes }: BatchedRequest,
  { idsOf, isStateless }: BatchOptions,
): GraphCall {
  const { origin, tenant } = batch.request;
  const headers = headersOf(batch, own);
  const path = graphPathOf(target.path);
  const request: GraphRequest = {
    method,
    headers,
    origin,
    tenant,
    target: { ...target, path: batch.version + target.path },
    ids: idsOf(headers, path.path),
    bytes,
  };
  // URLs in a batch are relative to its version, so one that includes a version matches nothing.
  const inner = path.version === "" ? path : { ...path, path: path.version + path.path, route: undefined };
  return graphCallOf(request, isStateless, { ...inner, version: batch.version });
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

const [start, comma, end] = ['{"responses":[', ",", "]}"].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

interface Answered {
  status: number;
  resetsConnection: boolean;
  response: Buffer;
}

/** As JSON. The body already is JSON, of up to 999 profiles, so it is not parsed again. */
function responseOf(id: string, { status, headers, body }: Answer): string {
  const { "content-type": type, ...others } = headers;
  const head = { id, status, headers: type === undefined ? others : { ...others, "Content-Type": type } };
  return body === undefined ? JSON.stringify(head) : `${JSON.stringify(head).slice(0, -1)},"body":${String(body)}}`;
}

/** The requests of a batch, or the error for the whole batch. */
function requestsOf({ request }: GraphCall, ids: AnswerIds | undefined): BatchedRequest[] | Answer {
  const { method, headers, bytes } = request;
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
export async function answerBatch(batch: GraphCall, options: BatchOptions): Promise<Answer> {
  const { answer, onAnswered } = options;
  const { ids } = batch;
  const requests = requestsOf(batch, ids);
  if (!Array.isArray(requests)) return { ...requests, hidesBody: true };

  const answers = new Map<string, Promise<Answered>>();
  async function answerInTurn({ dependsOn }: BatchedRequest, call: GraphCall): Promise<Answer> {
    for (const id of dependsOn) {
      const status = (await answers.get(id))?.status ?? 0;
      if (status >= 400) return failedDependency(id, status, call.ids);
    }
    return answer(call);
  }
  async function answerLogged(request: BatchedRequest, call: GraphCall): Promise<Answered> {
    const began = performance.now();
    const answered = await answerInTurn(request, call);
    onAnswered(call.request, answered, performance.now() - began);
    const { status, resetsConnection = false } = answered;
    // A whole batch may have 40 MB: joined at once, it would make other requests wait.
    return { status, resetsConnection, response: Buffer.from(responseOf(request.id, answered)) };
  }
  const calls = requests.map((request) => callOf(batch, request, options));
  for (const [at, call] of calls.entries()) {
    const request = requests[at] as BatchedRequest;
    const answering = answerLogged(request, call);
    // It is awaited with the others; until then, a rejection must not crash the process.
    answering.catch(() => undefined);
    answers.set(request.id.toLowerCase(), answering);
    // Let other requests run between up to 20 long lists.
    await nextTurn();
  }
  const inOrder = await Promise.all(answers.values());
  if (inOrder.some(({ resetsConnection }) => resetsConnection)) return connectionReset;
  const json = { "content-type": "application/json" };
  const answered = jsonAnswer({ statusCode: 200, headers: json, body: {} }, ids);
  const responses = inOrder.flatMap(({ response }, at) => (at === 0 ? [response] : [comma, response]));
  return { ...answered, hidesBody: true, body: undefined, parts: [start, ...responses, end] };
}
