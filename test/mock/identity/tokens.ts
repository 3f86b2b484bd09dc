import { UnsecuredJWT } from "jose";

export const tenant = "5b0d1a6a-0d4b-4c4e-9c5c-0f0b2d0f6a11";
export const graphDefault = "https://graph.microsoft.com/.default";

export interface EntraAnswer {
  status: number;
  headers: Headers;
  /** Empty if the body is not JSON. */
  body: Record<string, unknown> & { access_token: string };
  text: string;
}

export async function readAnswer(answer: Response): Promise<EntraAnswer> {
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return {
    status: answer.status,
    headers: answer.headers,
    body: JSON.parse(isJson ? text : "{}") as EntraAnswer["body"],
    text,
  };
}

/** Posts a form to an endpoint of a tenant. */
export const postForm = async (
  url: string,
  endpoint: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<EntraAnswer> =>
  readAnswer(
    await fetch(`${url}/${tenant}/oauth2/v2.0/${endpoint}`, {
      method: "POST",
      body: new URLSearchParams(form),
      headers,
    }),
  );

const redirectUri = "http://localhost:3000/back";

/** Signs in through a browser redirect and returns the authorization code. */
export async function authorizationCode(url: string, parameters: Record<string, string>): Promise<string> {
  const query = new URLSearchParams({
    client_id: "app",
    response_type: "code",
    redirect_uri: redirectUri,
    scope: graphDefault,
    ...parameters,
  });
  const answer = await fetch(`${url}/${tenant}/oauth2/v2.0/authorize?${query}`, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

/** A token of a signed-in user. */
export async function delegatedToken(url: string, scope = graphDefault): Promise<string> {
  const code = await authorizationCode(url, { scope });
  const form = { grant_type: "authorization_code", client_id: "app", code, redirect_uri: redirectUri };
  return (await postForm(url, "token", form)).body.access_token;
}

/** A token of an application. */
export async function applicationToken(url: string, scope = graphDefault): Promise<string> {
  const form = { grant_type: "client_credentials", client_id: "app", client_secret: "any", scope };
  return (await postForm(url, "token", form)).body.access_token;
}

const hour = 3600;

/** A token that the mock has not issued, with claims like those of Microsoft Entra. */
export function foreignToken(claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  return new UnsecuredJWT({
    aud: "https://graph.microsoft.com",
    iss: `https://sts.windows.net/${tenant}/`,
    nbf: now - hour,
    exp: now + hour,
    scp: "EduAdministration.ReadWrite",
    ...claims,
  }).encode();
}
