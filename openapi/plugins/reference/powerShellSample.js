import { asJson } from "./layOut.js";
/** @import { SampleCall } from "./addCodeSamples.js" */

/**
 * A script for PowerShell. The charset keeps Windows PowerShell from sending Latin-1.
 *
 * @param {SampleCall} call
 */
export function powerShellSample({ method, url, body }) {
  const verb = method.charAt(0).toUpperCase() + method.slice(1);
  const call = [`Invoke-RestMethod -Method ${verb}`, `-Uri '${url}'`, "-Headers $headers"];
  if (body) call.push("-ContentType 'application/json; charset=utf-8'", "-Body $body");
  return [
    "$headers = @{ Authorization = 'Bearer any-token' }",
    ...(body ? [`$body = @'\n${asJson(body)}\n'@`] : []),
    call.join(" `\n  "),
  ].join("\n");
}
