import { readFileSync } from "node:fs";
import { type Contract, operationsOf } from "../reference/contract.ts";
import { mockServer, profileId, sampleCall } from "../reference/samples/sampleCall.ts";
import { contractFile } from "../mock/contract/document.ts";

const collection = "/education/synchronizationProfiles";

/** The operations of a first sync, before and after the upload. */
const beforeUpload = [
  "createSynchronizationProfile",
  "getSynchronizationProfile",
  "getSynchronizationProfileUploadUrl",
];
const afterUpload = [
  "startSynchronizationProfile",
  "getSynchronizationProfileStatus",
  "listSynchronizationErrors",
  "deleteSynchronizationProfile",
];

const hints: Record<string, string> = {
  getSynchronizationProfile: "Repeat until the state is provisioned.",
  getSynchronizationProfileUploadUrl:
    "Paste the part of the URL before the ? into @container above, and the part after it into @signature.",
  getSynchronizationProfileStatus: "Repeat until the status is success.",
};

const request = (title: string, hint: string | undefined, lines: string[], body?: string): string =>
  [`### ${title}`, ...(hint === undefined ? [] : [`# ${hint}`]), ...lines, ...(body ? ["", body] : [])].join("\n");

/**
 * A first sync as requests for Visual Studio, VS Code's REST Client and JetBrains' HTTP Client, in the syntax that all of
 * them support.
 *
 * @param csv the contents of the files, by name
 */
export function requestsFile(csv: Record<string, string>): string {
  const contract = JSON.parse(readFileSync(contractFile, "utf8")) as Contract;
  const operations = operationsOf(contract);

  const call = (id: string): string => {
    const operation = operations.find((candidate) => candidate.id === id);
    if (!operation) throw new Error(`The contract has no operation ${id}.`);
    const { method, path, body } = sampleCall(operation, contract);
    const [, rest = ""] = path.split("}");
    const address = path === collection ? "{{server}}" + collection : `{{profile}}${rest}`;
    const lines = [`${method} ${address}`, "Authorization: Bearer any-token"];
    if (!body) return request(operation.summary, hints[id], lines);
    const json = JSON.stringify(body, undefined, 2);
    return request(operation.summary, hints[id], [...lines, "Content-Type: application/json"], json);
  };
  const upload = ([name, rows]: [string, string]): string =>
    request(
      `Upload ${name}`,
      undefined,
      [`PUT {{container}}/${name}?{{signature}}`, "x-ms-blob-type: BlockBlob", "Content-Type: text/csv"],
      rows.trimEnd(),
    );

  const variables = `@server = ${mockServer(contract)}
@profile = {{server}}${collection}/${profileId(contract)}
@container = paste-here
@signature = paste-here`;
  const requests = [...beforeUpload.map(call), ...Object.entries(csv).map(upload), ...afterUpload.map(call)];
  return [variables, ...requests, ""].join("\n\n").trimEnd() + "\n";
}
