import { contractExample } from "../contract/document.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** One line for a POSIX shell that sends the documented create to the server at `url`, whose authority `caFile` holds. */
export function curlExample(url: string, caFile?: string): string {
  const json = quoted(JSON.stringify(contractExample("source.createRequest")));
  const address = `${url}/education/synchronizationProfiles`;
  const trusting = caFile === undefined ? "" : `--cacert ${quoted(caFile)} `;
  const headers = "-H 'Authorization: Bearer any-token' -H 'Content-Type: application/json'";
  return `curl -i ${trusting}${address} ${headers} -d ${json}`;
}
