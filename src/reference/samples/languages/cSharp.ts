import { asJson } from "../layOut.ts";
import type { SampleCall } from "../sampleCall.ts";

const client = `var client = new HttpClient();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any-token");`;

const everyPage = ({ url }: SampleCall): string => `using System.Net.Http.Headers;
using System.Text.Json.Nodes;

${client}

string? url = "${url}";
while (url != null)
{
    var page = JsonNode.Parse(await client.GetStringAsync(url))!;
    foreach (var item in page["value"]!.AsArray())
    {
        Console.WriteLine(item);
    }
    url = (string?)page["@odata.nextLink"];
}`;

/** A program for .NET 8 or later, of top-level statements. */
export function cSharp(call: SampleCall): string {
  const { method, url, body, answersBody, isPaged } = call;
  if (isPaged) return everyPage(call);
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  const content = body ? `\n{\n    Content = new StringContent(body, Encoding.UTF8, "application/json"),\n}` : "";
  return `using System.Net.Http.Headers;
${body ? "using System.Text;\n" : ""}
${client}

${body ? `var body = """\n${asJson(body)}\n""";\n` : ""}var request = new HttpRequestMessage(HttpMethod.${verb}, "${url}")${content};
var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(${answersBody ? "await response.Content.ReadAsStringAsync()" : "(int)response.StatusCode"});`;
}
