import { expect, it } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { sampleFiles } from "../../src/cli/samplesCommand.ts";

interface HttpRequest {
  title: string;
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Reads an .http file as editors do: variables, `###` between requests, comments, headers, an empty line, a body. */
function readRequests(text: string): { variables: Record<string, string>; requests: HttpRequest[] } {
  const [head = "", ...parts] = text.split(/^### */m);
  const variables = Object.fromEntries([...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
  const requests = parts.map((part) => {
    const [title = "", ...lines] = part.split("\n");
    const [top = "", ...rest] = lines
      .filter((line) => !line.startsWith("#"))
      .join("\n")
      .trim()
      .split("\n\n");
    const [, method = "", address = ""] = /^(\w+) (\S+)/.exec(top) ?? [];
    const headers = Object.fromEntries([...top.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name, value]) => [name, value]));
    return { title, method, address, headers, body: rest.length > 0 ? rest.join("\n\n") : undefined };
  });
  return { variables, requests };
}

it("the requests in requests.http complete a first sync, one after the other", async () => {
  const mock = await startMock({});
  const { variables, requests } = readRequests(sampleFiles()["requests.http"] ?? "");
  variables["server"] = mock.url;
  const filled = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => filled(variables[name] ?? `no variable ${name}`));
  const send = async ({ method, address, headers, body }: HttpRequest) => {
    const response = await fetch(filled(address), { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  };

  const seen: string[] = [];
  for (const request of requests) {
    let answer = await send(request);
    while (
      /"(state|status)":"(provisioning|unknownFutureValue|inProgress)"/.test(answer.text) &&
      request.method === "GET"
    )
      answer = await send(request);
    seen.push(`${request.title} ${answer.status}`);
    // What the file asks the reader to paste.
    if (request.title === "Get an upload URL")
      [variables["container"] = "", variables["signature"] = ""] = JSON.parse(answer.text).value.split("?");
    if (request.address.endsWith("/profileStatus")) expect(answer.text).toContain('"status":"success"');
  }
  await mock.close();
  expect(seen).toEqual([
    "Create a synchronization profile 201",
    "Get a synchronization profile 200",
    "Get an upload URL 200",
    ...["School", "Section", "Student", "StudentEnrollment", "Teacher", "TeacherRoster"].map(
      (name) => `Upload ${name}.csv 201`,
    ),
    "Start a sync of uploaded files 200",
    "Get the status of a sync 200",
    "List the errors of a sync 200",
    "Delete a synchronization profile 202",
  ]);
});
