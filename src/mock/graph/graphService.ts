import { setTimeout as sleep } from "node:timers/promises";
import { faultAnswer, httpErrorAnswer } from "../contract/errorAnswer.ts";
import type { Engine } from "../contract/exchange.ts";
import type { OperationId, Reply } from "../contract/reply.ts";
import type { Answer, InjectedFault } from "../http/answer.ts";
import { HttpError, type HttpRequest, type Service } from "../http/service.ts";
import type { OperationCall } from "../schoolDataSync/operations/operations.ts";
import type { Authorization, Authorizer } from "./authorize.ts";
import { answerBatch, batchPath, type BatchOptions } from "./batch/answerBatch.ts";
import { contractAnswer, isContractCall } from "./contractAnswer.ts";
import { type GraphCall, graphCallOf } from "./graphCall.ts";
import { refusals } from "./refusals.ts";
import { isUserInfoPath, userInfoAnswer } from "./userInfo.ts";

/** Carries out an operation on a tenant's profiles. */
export type Operate = (tenant: string, operationId: OperationId, call: OperationCall) => Promise<Reply>;

export interface GraphServiceOptions {
  engine: Engine;
  authorizer: Authorizer;
  /** Injected faults. */
  faults: {
    latency: (tenant: string) => number;
    next: (tenant: string, caller: string, call: string) => InjectedFault | undefined;
  };
  /** Runs an operation on the store; absent when stateless. */
  operate: Operate | undefined;
  /** Loads a tenant's current state; resolves to the tenant that was evicted to make room, if any. */
  enter: (tenant: string) => Promise<string | undefined>;
  /** Forgives nothing. */
  isExact: boolean;
  /** Largest body, in bytes. */
  bodyLimit: number;
  batch: Omit<BatchOptions, "answer" | "isStateless">;
  /** The HTTP error for what an operation has thrown; `undefined` for a bug. */
  httpErrorOf: (error: unknown, request: Pick<HttpRequest, "method" | "target">) => HttpError | undefined;
}

const preferencesOf = (prefer: string | undefined): string[] =>
  prefer?.split(/[,;]/).map((preference) => (preference.split("=")[0] as string).trim().toLowerCase()) ?? [];

/** The API of the contract, with `$count`, `/$batch` and OpenID Connect's user information. */
export function graphService(options: GraphServiceOptions): Service {
  const { engine, authorizer, faults, operate, enter, isExact, bodyLimit, batch, httpErrorOf } = options;
  const isStateless = operate === undefined;

  async function answerAllowed(call: GraphCall, authorization: Authorization): Promise<Answer> {
    for (const refuse of Object.values(refusals)) {
      const refused = refuse(call, authorization);
      if (refused) return refused;
    }
    if (!isContractCall(call)) throw new Error("A call without an operation was not refused.");
    const { operation, request, version, key } = call;
    const { origin, tenant, headers } = request;
    const run =
      operate &&
      ((query: OperationCall["query"], body: unknown) =>
        operate(tenant, operation.id, {
          origin,
          base: origin + version,
          profileId: decodeURIComponent(key),
          query,
          preferences: preferencesOf(headers.prefer as string | undefined),
          body,
        }));
    const header = authorization.kind === "allowed" ? authorization.header : undefined;
    return contractAnswer(engine, call, header, isExact, run);
  }

  async function answerCall(call: GraphCall): Promise<Answer> {
    const { request, path, isCount, operation, preferred, ids } = call;
    const { authorization } = request.headers;
    const fault = faults.next(
      request.tenant,
      authorization ?? "",
      `${request.method} ${path}${isCount ? "/$count" : ""}`,
    );
    const latency = faults.latency(request.tenant);
    if (latency > 0) await sleep(latency);
    if (fault) {
      const answer = faultAnswer(fault, ids);
      return operation ? { ...answer, operationId: operation.id } : answer;
    }
    const isPreferred = preferred !== undefined;
    const allowed: Authorization = { kind: "allowed", header: authorization };
    return answerAllowed(call, isPreferred ? allowed : await authorizer.authorize(authorization, operation));
  }

  async function answerRequest(call: GraphCall): Promise<Answer> {
    const { request } = call;
    const answer = await answerCall(call).catch((error: unknown) => {
      const known = httpErrorOf(error, request);
      if (!known) throw error;
      return httpErrorAnswer(known, call);
    });
    answer.requestBody = request.bytes;
    return answer;
  }

  return {
    has: () => true,
    isOpenToWebPages: true,
    refuse: (error, { ids }) => httpErrorAnswer(error, { ids: isStateless ? undefined : ids }),
    answer: async (request: HttpRequest) => {
      const { target, headers, ids } = request;
      const evictedTenant = await enter(request.tenant);
      if (isUserInfoPath(target.path))
        return userInfoAnswer(authorizer, headers.authorization, isStateless ? undefined : ids);
      const { method, origin, tenant } = request;
      const bytes = await request.body.bytes(bodyLimit);
      const call = graphCallOf({ method, target, headers, origin, tenant, ids, bytes }, isStateless);
      const answer =
        call.path === batchPath
          ? await answerBatch(call, { ...batch, isStateless, answer: answerRequest })
          : await answerRequest(call);
      return evictedTenant === undefined ? answer : { ...answer, evictedTenant };
    },
  };
}
