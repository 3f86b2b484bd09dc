import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { AnswerIds } from "./http/answer.ts";
import type { Clock } from "./schoolDataSync/clock.ts";
import type { Random } from "./schoolDataSync/random.ts";

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Creates the function that gives each answer its ids and time.
 *
 * @param isObserver whether a path is only used to observe the mock: its requests must not advance a seeded run
 */
export const createAnswerIds =
  (clock: Clock, random: Random, isObserver: (path: string) => boolean) =>
  ({ "client-request-id": own }: IncomingHttpHeaders, path: string): AnswerIds => {
    const observes = isObserver(path);
    if (!observes) clock.tick();
    const requestId = observes ? randomUUID() : random.uuid();
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    return { requestId, clientRequestId: typeof own === "string" && guid.test(own) ? own : requestId, date };
  };
