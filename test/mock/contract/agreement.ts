import { Agent, request } from "node:http";
import { createMock } from "../../../src/mock/createMock.ts";
import { createEngine } from "../../../src/mock/contract/engine.ts";
import { readValidators } from "../../../src/mock/contract/operations.ts";
import type { Judge } from "../../../src/mock/contract/exchange.ts";
import { createPrismJudge } from "../../../src/mock/contract/prismJudge.ts";
import { knownRequests, type Sent } from "./knownRequests.ts";
import { mutatedRequest, randomFrom } from "./mutatedRequest.ts";

export interface Agreement {
  requests: number;
  /** How many were answered without Prism. */
  plain: number;
  statuses: Record<string, number>;
  /** Each with its request and both answers. */
  differences: string[];
}

const agent = new Agent({ keepAlive: true });

/** Everything of an answer that its caller can see, except the date and the server's address. */
async function answerTo(url: string, sent: Sent): Promise<{ status: number; seen: string }> {
  const { hostname, port } = new URL(url);
  const { method, target: path, headers, body } = sent;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const outgoing = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const { date: _, ...shown } = answer.headers;
        const lines = Object.entries(shown).map(([name, value]) => `${name}: ${String(value)}`);
        const text = [answer.statusCode, ...lines.sort(), Buffer.concat(chunks).toString()].join("\n");
        resolve({ status: answer.statusCode ?? 0, seen: text.replaceAll(url, "") });
      });
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      // The server has just closed an idle connection and has not seen the request.
      if (outgoing.reusedSocket && error.code === "ECONNRESET") resolve(answerTo(url, sent));
      else reject(error);
    });
    outgoing.end(body);
  });
}

export interface AgreementOptions {
  stateless: boolean;
  /** Number of requests to send: all known ones, then mutations of them. */
  count: number;
  seed: number;
  /** Omits the known requests. */
  mutatedOnly?: boolean;
  /** Ends after this many differences. Default: never. */
  most?: number;
  validators?: ReturnType<typeof readValidators>;
}

/** Sends the same requests to a mock with the engine's short path and to one where Prism judges everything. */
export async function compareEngines(options: AgreementOptions): Promise<Agreement> {
  const { stateless, count, seed, mutatedOnly, most = Infinity, validators = readValidators() } = options;
  let byPrism = 0;
  const counting = (): Judge => {
    const judge = createPrismJudge();
    return {
      ...judge,
      security: (request) => {
        byPrism += 1;
        return judge.security(request);
      },
      input: (request) => {
        byPrism += 1;
        return judge.input(request);
      },
    };
  };
  const byPrismAlone = { plainParameters: () => undefined, isValid: () => false, isValidOutput: () => false };
  const engines = [createEngine({ validators, loadPrism: counting }), createEngine({ compiled: byPrismAlone })];
  const parts = stateless ? { stateless } : { profiles: "examples" as const, maxProfiles: 1000 };
  const mocks = await Promise.all(engines.map((engine) => createMock(engine, { ...parts, seed: 1 })));
  const found: Agreement = { requests: 0, plain: 0, statuses: {}, differences: [] };
  const random = randomFrom(seed);
  const known = knownRequests();
  for (let index = 0; index < count && found.differences.length < most; index += 1) {
    const sent = (mutatedOnly ? undefined : known[index]) ?? mutatedRequest(known, random);
    const before = byPrism;
    const answers = await Promise.all(mocks.map(({ url }) => answerTo(url, sent)));
    const [{ status, seen }, other] = answers as [(typeof answers)[0], (typeof answers)[0]];
    found.requests += 1;
    // Only errors of these statuses are answered before an engine is reached.
    if (byPrism === before && status !== 400 && status !== 413) found.plain += 1;
    found.statuses[status] = (found.statuses[status] ?? 0) + 1;
    if (seen !== other.seen) found.differences.push([JSON.stringify(sent), seen, other.seen].join("\n\n"));
  }
  await Promise.all(mocks.map(({ close }) => close()));
  return found;
}
