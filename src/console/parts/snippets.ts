import type { RecordedRequest } from "../control.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const automaticHeaders =
  /^(host|connection|content-length|accept-encoding|user-agent|accept-language|sec-.*|origin|referer)$/;

/** A POSIX shell command that repeats the request with a placeholder token. */
export function curlOf(
  { method, path, requestHeaders, body }: RecordedRequest,
  url: string,
  caFile: string | null,
): string {
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !automaticHeaders.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${name === "authorization" ? "Bearer any-token" : value}`)}`);
  return [
    "curl -i",
    ...(caFile === null ? [] : [`--cacert ${quoted(caFile)}`]),
    ...(method === "GET" ? [] : [`-X ${method}`]),
    quoted(url + path),
    ...headers,
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body))}`]),
  ].join(" ");
}

const collection = /^(?:\/beta|\/v1\.0)?(\/education\/synchronizationProfiles)(?:\/([^/?]+))?(\/[^?]+)?(?:\?(.*))?$/;

/** The same call with this package's client; `undefined` if the request doesn't call an operation. */
export function typeScriptOf({ method, path, body, operationId }: RecordedRequest, url: string): string | undefined {
  const [, root, id, rest = "", query] = collection.exec(path) ?? [];
  if (root === undefined || operationId === undefined) return undefined;
  const template = `${root}${id === undefined ? "" : "/{educationSynchronizationProfileId}"}${rest}`;
  const params = {
    ...(id === undefined ? {} : { path: { educationSynchronizationProfileId: decodeURIComponent(id) } }),
    ...(query === undefined ? {} : { query: Object.fromEntries(new URLSearchParams(query)) }),
  };
  const init = {
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(body === undefined ? {} : { body }),
  };
  const argument = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init, undefined, 2)}`;
  return `import { createGraphEducationClient } from "graph-education-sync";

const client = createGraphEducationClient({ baseUrl: ${JSON.stringify(url)}, getToken: () => "any-token" });
const { data, error } = await client.${method}(${JSON.stringify(template)}${argument});
console.log(data ?? error);
`;
}
