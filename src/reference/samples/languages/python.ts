import { asPython } from "../layOut.ts";
import type { SampleCall } from "../sampleCall.ts";

const everyPage = ({ url }: SampleCall): string => `import requests

session = requests.Session()
session.headers["Authorization"] = "Bearer any-token"

url = "${url}"
while url:
    response = session.get(url, timeout=30)
    response.raise_for_status()
    page = response.json()
    for item in page["value"]:
        print(item)
    url = page.get("@odata.nextLink")`;

/** A program that uses requests. */
export function python(call: SampleCall): string {
  const { method, url, body, answersBody, isPaged } = call;
  if (isPaged) return everyPage(call);
  const json = body ? `\n    json=${asPython(body, "    ")},` : "";
  return `import requests

response = requests.${method.toLowerCase()}(
    "${url}",
    headers={"Authorization": "Bearer any-token"},${json}
    timeout=30,
)
response.raise_for_status()
print(${answersBody ? "response.json()" : "response.status_code"})`;
}
