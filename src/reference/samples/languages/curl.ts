import { asJson } from "../layOut.ts";
import type { SampleCall } from "../sampleCall.ts";

const authorization = "-H 'Authorization: Bearer any-token'";

const everyPage = ({ url }: SampleCall): string => `url=${url}
while [ "$url" ]; do
  page=$(curl -sS "$url" ${authorization})
  printf '%s\\n' "$page"
  url=$(printf '%s' "$page" | sed -n 's/.*"@odata.nextLink":"\\([^"]*\\)".*/\\1/p')
done`;

/** A POSIX shell command. */
export function curl(call: SampleCall): string {
  const { method, url, body, isPaged } = call;
  if (isPaged) return everyPage(call);
  const isImplied = method === "GET" || (method === "POST" && body);
  const lines = [`curl -i ${isImplied ? "" : `-X ${method} `}${url}`, authorization];
  if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${asJson(body, "  ").replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}
