import { asTypeScript } from "./layOut.js";

/** A program that calls through this package's client. */
export function typeScriptSample({ method, server, path, pathParameters, body, answersBody }) {
  const options = {
    ...(Object.keys(pathParameters).length > 0 && { params: { path: pathParameters } }),
    ...(body && { body }),
  };
  const call = [JSON.stringify(path), ...(Object.keys(options).length > 0 ? [asTypeScript(options)] : [])];
  return `import { createGraphEducationClient } from "graph-education-sync";

const client = createGraphEducationClient({
  baseUrl: "${server}",
  getToken: () => "any-token",
});

const { ${answersBody ? "data, error" : "error, response"} } = await client.${method.toUpperCase()}(${call.join(", ")});
if (error) throw new Error(JSON.stringify(error));
console.log(${answersBody ? "data" : "response.status"});`;
}
