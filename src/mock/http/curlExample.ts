const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * One line for a POSIX shell that creates a profile at `url`, whose authority `caFile` holds. Without a `body`, that is
 * the sample profile in the folder.
 */
export function curlExample(url: string, caFile?: string, body?: unknown): string {
  const trusting = caFile === undefined ? "" : `--cacert ${quoted(caFile)} `;
  const data = body === undefined ? "@profile.json" : quoted(JSON.stringify(body));
  const headers = "-H 'Authorization: Bearer any-token' -H 'Content-Type: application/json'";
  return `curl -i ${trusting}${url}/education/synchronizationProfiles ${headers} -d ${data}`;
}
