import { asTypeScript } from "../layOut.ts";
import type { SampleCall } from "../sampleCall.ts";

/** A program that uses this package's client. */
export function typeScript({ method, server, path, pathParameters, body, answersBody, isPaged }: SampleCall): string {
  const options = {
    ...(Object.keys(pathParameters).length > 0 && { params: { path: pathParameters } }),
    ...(body ? { body } : {}),
  };
  const call = [JSON.stringify(path), ...(Object.keys(options).length > 0 ? [asTypeScript(options)] : [])].join(", ");
  const answer = `const answer = await client.${method}(${call});
${answersBody ? "console.log(unwrap(answer));" : "unwrap(answer);\nconsole.log(answer.response.status);"}`;
  const everyPage = `const items = paginate(client, ${call});
for await (const item of items) {
  console.log(item);
}`;
  return `import { createGraphEducationClient, ${isPaged ? "paginate" : "unwrap"} } from "graph-education-sync";

const client = createGraphEducationClient({
  baseUrl: "${server}",
  getToken: () => "any-token",
});

${isPaged ? everyPage : answer}`;
}
