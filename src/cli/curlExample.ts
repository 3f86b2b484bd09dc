import { contractExample } from "../mock/contract/document.ts";

/** One line for a POSIX shell that sends the documented create to the server at `url`. */
export function curlExample(url: string): string {
  const json = JSON.stringify(contractExample("source.createRequest")).replaceAll("'", "'\\''");
  const address = `${url}/education/synchronizationProfiles`;
  return `curl -i ${address} -H 'Authorization: Bearer any-token' -H 'Content-Type: application/json' -d '${json}'`;
}
