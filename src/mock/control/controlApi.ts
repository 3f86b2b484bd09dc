import type { IncomingMessage } from "node:http";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { errorAnswer } from "../http/errorAnswer.ts";
import type { Clock } from "../service/clock.ts";
import type { Journal } from "./journal.ts";
import { parseBody } from "../http/requestParts.ts";
import type { SeedProfile, SeedSet } from "../service/seeding.ts";
import type { Tenants } from "../service/tenants.ts";
import type { FaultInjector } from "./faultInjection.ts";
import type { Health } from "./health.ts";
import { scenarioChoices, type Scenarios } from "./scenario.ts";
import type { SharedState } from "./sharedState.ts";

/** Where the control API is; no path of the contract begins like this. */
const controlPrefix = "/_mock";
export const healthPath = `${controlPrefix}/health`;

export const isControlPath = (path: string): boolean => path === controlPrefix || path.startsWith(`${controlPrefix}/`);

export interface Controlled {
  tenants: Tenants;
  clock: Clock;
  journal: Journal;
  scenarios: Scenarios;
  state: SharedState;
  faults: FaultInjector;
  health: () => Promise<Health>;
}

interface ControlCall {
  tenant: string;
  body: Record<string, unknown>;
}

const help = {
  caller:
    "whoever sends the same x-mock-tenant header; with --isolate and without that header, " +
    "the same bearer token, or a JSON Web Token of the same tenant, application and person",
  "GET /_mock": "this text, and the scenario of the caller",
  "GET /_mock/health": "whether the mock can use its store (200 or 503), for anyone, without the control token",
  "GET /_mock/journal": "the latest requests of the caller that this process has answered",
  "POST /_mock/reset": "resets the caller's profiles and scenario to those at startup, and empties its journal",
  "GET /_mock/profiles": "exports the caller's profiles, as POST /_mock/profiles takes them",
  "POST /_mock/profiles": 'adds profiles: {"set": "cast"}, the contract\'s examples, or {"set": [profile, ...]}',
  "POST /_mock/clock": 'advances the clock, for everybody: {"advanceInMs": 60000}',
  "POST /_mock/scenario": "changes the scenario of the caller, any of the choices below",
  choices: scenarioChoices,
};

/** Resets a tenant, or all of them, to how the server started, with an empty journal. */
export async function reset({ tenants, journal, state, faults }: Controlled, tenant?: string): Promise<void> {
  await tenants.reset(tenant);
  journal.clear(tenant);
  await state.resetScenario(tenant);
  faults.forget(tenant);
}

/** What the control API does. Throws a RangeError for an invalid body. */
const actions: Record<string, (controlled: Controlled, call: ControlCall) => unknown> = {
  "GET /_mock": ({ scenarios }, { tenant }) => ({ help, scenario: scenarios.of(tenant) }),
  "GET /_mock/health": ({ health }) => health(),
  "GET /_mock/journal": ({ journal }, { tenant }) => ({ value: journal.entries(tenant) }),
  "POST /_mock/reset": async (controlled, { tenant }) => {
    await reset(controlled, tenant);
    return {};
  },
  "GET /_mock/profiles": async ({ tenants }, { tenant }): Promise<{ set: SeedProfile[] }> => ({
    set: await tenants.profilesOf(tenant),
  }),
  "POST /_mock/profiles": async ({ tenants }, { tenant, body: { set } }) => {
    await tenants.seed(tenant, set as SeedSet);
    return {};
  },
  "POST /_mock/clock": async ({ clock, state }, { body: { advanceInMs } }) => {
    await state.advance(advanceInMs);
    return { now: new Date(clock.now()).toISOString() };
  },
  "POST /_mock/scenario": async ({ scenarios, state }, { tenant, body }) => {
    await state.changeScenario(body, tenant);
    return scenarios.of(tenant);
  },
};

const methodsAt = (path: string): string[] =>
  Object.keys(actions)
    .map((name) => name.split(" ") as [string, string])
    .filter((action) => action[1] === path)
    .map(([method]) => method);

/** Answers one request to the control API. */
export async function answerControl(
  controlled: Controlled,
  {
    request,
    path,
    tenant,
    bytes,
    ids,
  }: { request: IncomingMessage; path: string; tenant: string; bytes: Buffer | undefined; ids: AnswerIds },
): Promise<Answer> {
  const { method = "GET", headers } = request;
  const methods = methodsAt(path);
  if (methods.length === 0) {
    const message = `The control API has no path ${path}. GET ${controlPrefix} lists its paths.`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  if (!methods.includes(method)) {
    const message = `${method} is not allowed here. Allowed: ${methods.join(", ")}.`;
    return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: methods.join(", ") });
  }
  const parsed = parseBody(bytes ?? Buffer.from("too large"), headers);
  if (parsed.kind !== "json" && parsed.kind !== "none") {
    const message =
      "The control API takes JSON, declared as application/json; " +
      "of up to 4 MB, unless the mock began with another bodyLimit.";
    return errorAnswer(400, { code: "BadRequest", message }, ids);
  }
  const sent = parsed.kind === "json" ? parsed.value : {};
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    return errorAnswer(400, { code: "BadRequest", message: "The body must be a JSON object." }, ids);
  }
  try {
    const answered = await actions[`${method} ${path}`]?.(controlled, {
      tenant,
      body: sent as Record<string, unknown>,
    });
    const json = { "content-type": "application/json" };
    const body = JSON.stringify(answered);
    const errorMessage = path === healthPath ? (answered as Health).message : undefined;
    return errorMessage === undefined
      ? { status: 200, headers: json, body }
      : { status: 503, headers: json, body, errorMessage };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return errorAnswer(400, { code: "BadRequest", message: error.message }, ids);
  }
}
