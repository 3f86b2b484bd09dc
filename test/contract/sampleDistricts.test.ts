import { describe, expect, it } from "vitest";
import { contract, type DocumentedResponse, type Json, operation, operations, type Schema } from "./bundle.ts";
import { faults } from "./validator.ts";

type JsonObject = { [name: string]: Json };

const response = (id: string, status: string): DocumentedResponse =>
  operation(id).responses.find((candidate) => candidate.status === status) as DocumentedResponse;
const storiesOf = ({ examples }: DocumentedResponse): [string, JsonObject][] =>
  Object.entries(examples).map(([name, { value }]) => [name, value as JsonObject]);

const created = response("createSynchronizationProfile", "201");
const stories = storiesOf(created);
const districts = new Map(stories.map(([name, profile]) => [profile["id"] as string, name]));
const graph = "https://graph.microsoft.com/beta";

/** Every string in the contract's examples, bodies and headers, with its key. */
function* textsIn(value: Json, key = ""): Generator<{ key: string; text: string }> {
  if (typeof value === "string") yield { key, text: value };
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item, key);
  else if (value !== null && typeof value === "object")
    for (const [name, part] of Object.entries(value)) yield* textsIn(part, name);
}

const texts = operations.flatMap(({ operationId, requestBody, responses }) => [
  ...Object.entries(requestBody?.examples ?? {}).flatMap(([name, { value }]) =>
    [...textsIn(value)].map((found) => ({ where: `request ${name} of ${operationId}`, ...found })),
  ),
  ...responses.flatMap(({ status, examples, headers }) => [
    ...Object.entries(examples).flatMap(([name, { value }]) =>
      [...textsIn(value)].map((found) => ({ where: `${status} ${name} of ${operationId}`, ...found })),
    ),
    ...Object.values(headers).flatMap(({ example = null, examples = {} }) =>
      [example, ...Object.values(examples).map(({ value }) => value)].flatMap((value) =>
        [...textsIn(value)].map((found) => ({ where: `header of ${status} of ${operationId}`, ...found })),
      ),
    ),
  ]),
]);

const profileIdIn = (text: string): string | undefined =>
  (/synchronizationProfiles(?:\/|\(')([^/?')$]+)/.exec(text) ?? /blob\.core\.windows\.net\/([^/?]+)/.exec(text))?.[1];

describe("the contract's examples", () => {
  it("link only to profiles of the sample districts", () => {
    const links = texts.filter(({ text }) => profileIdIn(text) !== undefined);
    expect(links).not.toEqual([]);
    expect(links.filter(({ text }) => !districts.has(profileIdIn(text) as string))).toEqual([]);
  });

  it("link only to operations of the contract", () => {
    const links = texts.filter(({ key, text }) => key === "@odata.nextLink" || (key === "" && text.startsWith(graph)));
    expect(links.length).toBeGreaterThan(0);
    const paths = Object.keys(contract.paths).map((path) => new RegExp(`^${path.replaceAll(/\{.+?\}/g, "[^/]+")}$`));
    for (const { where, text } of links) {
      expect(text.startsWith(`${graph}/`), where).toBe(true);
      const path = text.slice(graph.length).split("?")[0] as string;
      expect(
        paths.some((pattern) => pattern.test(path)),
        `${where}: ${text}`,
      ).toBe(true);
    }
  });

  const answersAboutOne = [
    "getSynchronizationProfile",
    "updateSynchronizationProfile",
    "getSynchronizationProfileStatus",
  ].flatMap((id) => storiesOf(response(id, "200")).map(([name, body]) => [id, name, body] as const));
  it.each(answersAboutOne)("%s: %s has the id of a sample district", (_, name, body) => {
    expect(districts.has(body["id"] as string)).toBe(true);
    if (stories.some(([story]) => story === name)) expect(districts.get(body["id"] as string)).toBe(name);
  });

  it.each(storiesOf(response("listSynchronizationProfiles", "200")))(
    "the list %s shows the same profiles as reading each",
    (_, page) => {
      const profiles = new Map(
        storiesOf(response("getSynchronizationProfile", "200")).map(([, profile]) => [profile["id"], profile]),
      );
      for (const item of page["value"] as JsonObject[]) expect(profiles.get(item["id"] as string)).toMatchObject(item);
    },
  );

  it("count each sample district in the list", () => {
    for (const [, page] of storiesOf(response("listSynchronizationProfiles", "200"))) {
      if (page["@odata.count"] !== undefined) expect(page["@odata.count"]).toBe(districts.size);
    }
  });

  it("list as many errors as the status of the same name counts", () => {
    const statuses = new Map(storiesOf(response("getSynchronizationProfileStatus", "200")));
    for (const [name, page] of storiesOf(response("listSynchronizationErrors", "200"))) {
      const listed = page["@odata.count"] ?? (page["value"] as Json[]).length;
      expect(statuses.get(name)?.["errorCount"], name).toBe(listed);
    }
  });

  it("report people within the domains of the sample districts", () => {
    const domains = JSON.stringify(stories);
    const people = texts.filter(({ key }) => key === "joiningValue");
    expect(people.length).toBeGreaterThan(0);
    for (const { text } of people) expect(domains).toContain(`"${text.split("@")[1] as string}"`);
  });
});

describe("the examples of a create", () => {
  const names = stories.map(([name]) => name);

  it("have the same names in the request, the response and the Location header", () => {
    expect(Object.keys(operation("createSynchronizationProfile").requestBody?.examples ?? {})).toEqual(names);
    expect(Object.keys(created.headers["Location"]?.examples ?? {})).toEqual(names);
  });

  it.each(stories)("%s: the Location header ends in the id of the response", (name, profile) => {
    expect(created.headers["Location"]?.examples?.[name]?.value).toBe(
      `${graph}/education/synchronizationProfiles/${String(profile["id"])}`,
    );
  });

  const inputs = ["createSynchronizationProfile", "updateSynchronizationProfile"].map(
    (id) => operation(id).requestBody?.schema as Schema,
  );
  const answers = ["createSynchronizationProfile 201", "getSynchronizationProfile 200"].flatMap((key) => {
    const [id, status] = key.split(" ") as [string, string];
    return storiesOf(response(id, status)).map(([name, profile]) => [key, name, profile] as const);
  });
  it.each(answers)("%s: %s can be sent back as it was read", (_, __, profile) => {
    for (const schema of inputs) expect(faults(schema, profile)).toEqual([]);
  });

  it("never return a client secret", () => {
    const secrets = texts.filter(({ key, where }) => key === "clientSecret" && !where.startsWith("request"));
    expect(secrets).toEqual([]);
  });
});

describe("the example of an error", () => {
  const errors = operations.flatMap(({ operationId, responses }) =>
    responses.flatMap(({ status, headers, examples }) =>
      Object.entries(examples)
        .filter(([, { value }]) => (value as JsonObject)["error"])
        .map(([name, { value }]) => [`${status} of ${operationId}`, name, headers, value] as const),
    ),
  );

  it.each(errors)("%s: %s has the same request ids in its headers and its body", (_, __, headers, value) => {
    const ids = {
      "request-id": headers["request-id"]?.example,
      "client-request-id": headers["client-request-id"]?.example,
    };
    expect(value).toMatchObject({ error: { innerError: ids } });
  });
});
