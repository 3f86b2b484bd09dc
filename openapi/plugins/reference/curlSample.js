import { asJson } from "./layOut.js";
/** @import { SampleCall } from "./addCodeSamples.js" */

/**
 * A command for a POSIX shell.
 *
 * @param {SampleCall} call
 */
export function curlSample({ method, url, body }) {
  const isTakenByItself = method === "get" || (method === "post" && body);
  const lines = [`curl -i ${isTakenByItself ? "" : `-X ${method.toUpperCase()} `}${url}`];
  lines.push("-H 'Authorization: Bearer any-token'");
  if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${asJson(body).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}
