import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "../../generated/control.ts";
import { servedFrom } from "../servedFrom.ts";

export type Schemas = components["schemas"];
export type Lifecycle = Schemas["Lifecycle"];
export type ProfileDetails = Schemas["ProfileDetails"];
export type RequestSummary = Schemas["RequestSummary"];
export type RecordedRequest = Schemas["RecordedRequest"];
export type Scenario = Schemas["Scenario"];
export type TransitionTarget = Schemas["TransitionTarget"];

const tokenKey = "mock-control-token";

/** The tenant and token sent with each request from this page. */
export const credentials = {
  tenant: undefined as string | undefined,
  token: sessionStorage.getItem(tokenKey) ?? undefined,
  setToken: (token: string): void => {
    sessionStorage.setItem(tokenKey, token);
    credentials.token = token;
  },
};

export function ownHeaders(): Record<string, string> {
  const { tenant, token } = credentials;
  return {
    ...(tenant === undefined ? {} : { "x-mock-tenant": tenant }),
    ...(token === undefined ? {} : { "x-mock-control-token": token }),
  };
}

const withOwnHeaders: Middleware = {
  onRequest: ({ request }) => {
    for (const [name, value] of Object.entries(ownHeaders())) request.headers.set(name, value);
    request.headers.set("accept", "application/json");
  },
};

/** The control API of the mock that serves this page. */
export const control = createClient<paths, "application/json">({ baseUrl: servedFrom });
control.use(withOwnHeaders);

/** The data of an answer. Throws an error with the mock's own message. */
export function dataOf<T>({ data, error }: { data?: T; error?: unknown; response: Response }): T {
  if (data !== undefined) return data;
  const { error: envelope } = (error ?? {}) as Partial<Schemas["ErrorEnvelope"]>;
  throw new Error(envelope?.message ?? "The mock did not answer.");
}
