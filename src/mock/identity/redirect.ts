import type { Answer } from "../http/answer.ts";
import { pageHeaders } from "../http/pageHeaders.ts";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A minimal HTML page. */
export function page(title: string, content: string): Answer {
  const body = `<!doctype html><title>${title}</title>${content}`;
  return { status: 200, headers: pageHeaders(body, { sendsForms: true }), body };
}

function formPost(redirectUri: string, parameters: Record<string, string>): Answer {
  const inputs = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const form = `<form method="post" action="${escaped(redirectUri)}">${inputs.join("")}<button>Continue</button></form>`;
  return page("Signed in", `${form}<script>document.forms[0].submit()</script>`);
}

/**
 * Redirects a browser to a client.
 *
 * @param mode `query`, `fragment` or `form_post`
 */
export function redirectTo(redirectUri: string, mode: string, parameters: Record<string, string>): Answer {
  if (mode === "form_post") return formPost(redirectUri, parameters);
  const target = new URL(redirectUri);
  if (mode === "fragment") target.hash = new URLSearchParams(parameters).toString();
  else for (const [name, value] of Object.entries(parameters)) target.searchParams.append(name, value);
  return { status: 302, headers: { location: target.href, "cache-control": "no-store" }, body: undefined };
}

/** Whether an address is a valid redirect target. A script URL would run in the page that posts the form. */
export const isRedirectUri = (address: string): boolean =>
  URL.canParse(address) && !/^(javascript|data|vbscript):$/.test(new URL(address).protocol);
