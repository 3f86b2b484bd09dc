import type { Contract, Operation } from "../contract.ts";
import { asJson, asTypeScript } from "./layOut.ts";
import { sampleCall, type SampleCall } from "./sampleCall.ts";

/** A program that makes one call, in the language of a Markdown code block. */
export interface Sample {
  language: "sh" | "ts" | "powershell";
  label: string;
  source: string;
}

/** A command for a POSIX shell. */
function curl({ method, url, body }: SampleCall): string {
  const isTakenByItself = method === "GET" || (method === "POST" && body);
  const lines = [`curl -i ${isTakenByItself ? "" : `-X ${method} `}${url}`, "-H 'Authorization: Bearer any-token'"];
  if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${asJson(body, "  ").replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

/** A program that calls through this package's client. */
function typeScript({ method, server, path, pathParameters, body, answersBody }: SampleCall): string {
  const options = {
    ...(Object.keys(pathParameters).length > 0 && { params: { path: pathParameters } }),
    ...(body ? { body } : {}),
  };
  const call = [JSON.stringify(path), ...(Object.keys(options).length > 0 ? [asTypeScript(options)] : [])];
  return `import { createGraphEducationClient, unwrap } from "graph-education-sync";

const client = createGraphEducationClient({
  baseUrl: "${server}",
  getToken: () => "any-token",
});

const answer = await client.${method}(${call.join(", ")});
${answersBody ? "console.log(unwrap(answer));" : "unwrap(answer);\nconsole.log(answer.response.status);"}`;
}

/** A script for PowerShell. The charset keeps Windows PowerShell from sending Latin-1. */
function powerShell({ method, url, body }: SampleCall): string {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  const call = [`Invoke-RestMethod -Method ${verb}`, `-Uri '${url}'`, "-Headers $headers"];
  if (body) call.push("-ContentType 'application/json; charset=utf-8'", "-Body $body");
  return [
    "$headers = @{ Authorization = 'Bearer any-token' }",
    ...(body ? [`$body = @'\n${asJson(body)}\n'@`] : []),
    call.join(" `\n  "),
  ].join("\n");
}

/** The same call in each language. */
export function samplesOf(operation: Operation, contract: Contract): Sample[] {
  const call = sampleCall(operation, contract);
  return [
    { language: "sh", label: "curl", source: curl(call) },
    { language: "ts", label: "TypeScript", source: typeScript(call) },
    { language: "powershell", label: "PowerShell", source: powerShell(call) },
  ];
}
