const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** One line for a POSIX shell that creates a profile at `url`, whose authority `caFile` holds. */
export function curlExample(url: string, caFile: string | undefined, body: unknown): string {
  const trusting = caFile === undefined ? "" : `--cacert ${quoted(caFile)} `;
  const headers = "-H 'Authorization: Bearer any-token' -H 'Content-Type: application/json'";
  return `curl -i ${trusting}${url}/education/synchronizationProfiles ${headers} -d ${quoted(JSON.stringify(body))}`;
}
