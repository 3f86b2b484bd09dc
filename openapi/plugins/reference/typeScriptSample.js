import { asTypeScript } from "./layOut.js";
/** @import { SampleCall } from "./addCodeSamples.js" */

/**
 * A program that calls through this package's client.
 *
 * @param {SampleCall} call
 */
export function typeScriptSample({ method, server, path, pathParameters, body, answersBody }) {
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

const answer = await client.${method.toUpperCase()}(${call.join(", ")});
${answersBody ? "console.log(unwrap(answer));" : "unwrap(answer);\nconsole.log(answer.response.status);"}`;
}
