const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A POSIX shell command that creates a profile at `url`. `caFile` holds the certificate authority of the server. */
export function curlExample(url: string, caFile: string | undefined, body: unknown): string {
  const trusting = caFile === undefined ? "" : `--cacert ${quoted(caFile)} `;
  const headers = "-H 'Authorization: Bearer any-token' -H 'Content-Type: application/json'";
  return `curl -i ${trusting}${url}/education/synchronizationProfiles ${headers} -d ${quoted(JSON.stringify(body))}`;
}
