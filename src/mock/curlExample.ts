import { readFileSync } from "node:fs";

interface Contract {
  paths: Record<string, { post: { requestBody: { $ref: string } } }>;
  components: {
    requestBodies: Record<string, { content: { "application/json": { examples: Record<string, { $ref: string }> } } }>;
    examples: Record<string, { value: unknown }>;
  };
}

const lastSegment = (pointer: string): string => pointer.slice(pointer.lastIndexOf("/") + 1);

/** One line for a POSIX shell that sends the contract's first create request to the server at `url`. */
export function curlExample(contractJson: string | URL, url: string): string {
  const { paths, components } = JSON.parse(readFileSync(contractJson, "utf8")) as Contract;
  const path = "/education/synchronizationProfiles";
  const body = components.requestBodies[lastSegment(paths[path]!.post.requestBody.$ref)]!;
  const example = components.examples[lastSegment(Object.values(body.content["application/json"].examples)[0]!.$ref)]!;
  const json = JSON.stringify(example.value).replaceAll("'", "'\\''");
  return `curl -i ${url}${path} -H 'Authorization: Bearer any-token' -H 'Content-Type: application/json' -d '${json}'`;
}
