import { asJson } from "../layOut.ts";
import type { SampleCall } from "../sampleCall.ts";

const headers = "$headers = @{ Authorization = 'Bearer any-token' }";

const everyPage = ({ url }: SampleCall): string => `${headers}
$url = '${url}'
while ($url) {
  $page = Invoke-RestMethod -Method Get -Uri $url -Headers $headers
  $page.value
  $url = $page.'@odata.nextLink'
}`;

/** A PowerShell script. The charset prevents Windows PowerShell from sending Latin-1. */
export function powerShell(sample: SampleCall): string {
  const { method, url, body, isPaged } = sample;
  if (isPaged) return everyPage(sample);
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  const call = [`Invoke-RestMethod -Method ${verb}`, `-Uri '${url}'`, "-Headers $headers"];
  if (body) call.push("-ContentType 'application/json; charset=utf-8'", "-Body $body");
  return [headers, ...(body ? [`$body = @'\n${asJson(body)}\n'@`] : []), call.join(" `\n  ")].join("\n");
}
