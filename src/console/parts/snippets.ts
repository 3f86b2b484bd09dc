import type { RecordedRequest } from "../control.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const sentByThemselves =
  /^(host|connection|content-length|accept-encoding|user-agent|accept-language|sec-.*|origin|referer)$/;

/** A line for a POSIX shell that sends the request again, with a token of any kind. */
export function curlOf(
  { method, path, requestHeaders, body }: RecordedRequest,
  url: string,
  caFile: string | null,
): string {
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => !sentByThemselves.test(name))
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

/** The same call with the client of this package; `undefined` where it is no call of an operation. */
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
  const given = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init, undefined, 2)}`;
  return `import { createGraphEducationClient } from "graph-education-sync";

const client = createGraphEducationClient({ baseUrl: ${JSON.stringify(url)}, getToken: () => "any-token" });
const { data, error } = await client.${method}(${JSON.stringify(template)}${given});
console.log(data ?? error);
`;
}
