import { describe, expect, it } from "vitest";
import { canonicalBody, forgiven } from "../../../src/mock/graph/forgiven.ts";
import { createBody, type Reply, send } from "../../support/caller.ts";
import { readOperations } from "../../../src/mock/contract/operations.ts";
import data from "./fieldRequests.json" with { type: "json" };
import { startForAll } from "../../support/mock.ts";

const collection = "/beta/education/synchronizationProfiles";

interface FieldRequest {
  name: string;
  method: string;
  path: string;
  accept?: string;
  contentType?: string;
  body?: object;
  rawBody?: string;
  expect: { default: number; exact: number };
}

const requests: FieldRequest[] = data.requests;
const modes = [
  ["default", {}],
  ["exact", { exact: true }],
] as const;

describe.each(modes)("a mock that is %s", async (mode, options) => {
  const mock = await startForAll(options);

  async function create(): Promise<string> {
    const { body } = await send("POST", mock.url + collection, { body: createBody("csvNewAccounts") });
    return String(body["id"]);
  }

  async function replay({ method, path, accept, contentType, body, rawBody }: FieldRequest): Promise<Reply> {
    const id = path.includes("{id") ? await create() : "";
    if (path.includes("{id}")) await mock.advance(1000);
    const headers = { ...(accept ? { accept } : {}), ...(contentType ? { "content-type": contentType } : {}) };
    return send(method, mock.url + path.replace(/\{id.*?\}/, id), { headers, body: rawBody ?? body });
  }

  it.each(requests.map((request) => [request.name, request.expect[mode], request] as const))(
    "answers %s with %i",
    async (_, status, request) => {
      const reply = await replay(request);
      expect(reply.status, reply.text).toBe(status);
    },
  );
});

describe("what is forgiven", async () => {
  const mock = await startForAll();

  async function create(change: (body: Record<string, unknown>) => object) {
    const body = change(structuredClone(createBody("csvNewAccounts")) as Record<string, unknown>);
    const { status, body: profile } = await send("POST", mock.url + collection, { body });
    const [entry] = (await mock.journal()).slice(-1);
    return { status, profile, entry };
  }

  const provider = (type: string) => ({ "@odata.type": type });
  const identity = {
    "@ODATA.TYPE": "MICROSOFT.GRAPH.EDUCATIONIDENTITYCREATIONCONFIGURATION",
    UserDomains: [{ AppliesTo: "Student", Name: "students.Fabrikam.edu" }],
  };
  const cases: [
    rule: keyof typeof forgiven,
    name: string,
    change: (body: Record<string, unknown>) => object,
    shown: object,
  ][] = [
    [
      "caseOfNames",
      "PascalCase, as a C# model has it",
      ({ displayName, ...body }) => ({ ...body, DisplayName: displayName }),
      { displayName: "Fabrikam Unified School District" },
    ],
    [
      "caseOfValues",
      "enum members as C# prints them, and everything in a nested object",
      (body) => ({ ...body, identitySynchronizationConfiguration: identity }),
      {
        identitySynchronizationConfiguration: {
          "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
          // A domain is no enum: it stays as it was sent.
          userDomains: [{ appliesTo: "student", name: "students.Fabrikam.edu" }],
        },
      },
    ],
    [
      "typeNames",
      "a type name in lower case",
      (body) => ({ ...body, dataProvider: provider("#microsoft.graph.educationcsvdataprovider") }),
      { dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider", customizations: null } },
    ],
    [
      "defaults",
      "both properties left out",
      ({ handleSpecialCharacterConstraint: _, licensesToAssign: __, ...body }) => body,
      { handleSpecialCharacterConstraint: false, licensesToAssign: [] },
    ],
    [
      "ignored",
      "a state of any value, an id that is null",
      (body) => ({ ...body, id: null, state: "ready" }),
      { state: "provisioning" },
    ],
    ["navigation", "empty navigation properties", (body) => ({ ...body, errors: [], profileStatus: null }), {}],
    ["navigation", "those of a model in .NET", (body) => ({ ...body, Errors: [], ProfileStatus: null }), {}],
    [
      "annotations",
      "annotations at any depth",
      (body) => ({ ...body, "licensesToAssign@odata.type": "#Collection(x)", "@odata.etag": "x" }),
      {},
    ],
    [
      "placeholders",
      "type names where values belong",
      (body) => ({ ...body, handleSpecialCharacterConstraint: "Boolean", expirationDate: "Date" }),
      { handleSpecialCharacterConstraint: false, expirationDate: null },
    ],
  ];

  it.each(cases)("%s: %s", async (_, __, change, shown) => {
    const { status, profile, entry } = await create(change);
    expect(status).toBe(201);
    expect(profile).toMatchObject(shown);
    expect(entry?.forgiven?.length).toBeGreaterThan(0);
    expect(entry?.violations.map(({ message }) => message)).toEqual(entry?.forgiven);
  });

  it("has a case for each row of its table, an action's empty body aside", () => {
    expect([...new Set(cases.map(([rule]) => rule)), "emptyAction"]).toEqual(Object.keys(forgiven));
  });

  it.each(["null", '""'])("an action whose body is %s", async (body) => {
    const { profile } = await create((valid) => valid);
    const target = `${mock.url}${collection}/${String(profile["id"])}/reset`;
    await mock.advance(1000);
    expect((await send("POST", target, { body })).status).toBe(200);
  });

  it("is said of valid requests never, and of what remains only the rest", async () => {
    expect((await create((body) => body)).entry?.forgiven).toBeUndefined();
    const { status, profile } = await create(({ handleSpecialCharacterConstraint: _, ...body }) => ({
      ...body,
      displayName: 5,
    }));
    expect([status, profile["error"]]).toEqual([400, expect.objectContaining({ target: "displayName" })]);
  });

  it("is said in the log, and nothing else is changed in a body that is valid", async () => {
    const schema = readOperations().find(({ id }) => id === "createSynchronizationProfile")?.body ?? {};
    for (const name of ["csvNewAccounts", "csvExistingAccounts", "powerSchool", "oneRosterOAuth2", "oneRosterOAuth1"]) {
      const body = createBody(name);
      expect(canonicalBody(schema, body)).toEqual(body);
    }
  });
});

describe("a count", async () => {
  const mock = await startForAll({ profiles: "cast" });

  const ask = async (path: string) => {
    const { status, headers, text } = await send("GET", mock.url + collection + path, {
      headers: { accept: "text/plain" },
    });
    return [status, headers.get("content-type"), text];
  };

  it.each([
    ["/$count", "6"],
    ["/%24count/?$filter=state%20eq%20'deleting'", "0"],
  ])("%s is a number as plain text", async (path, count) => {
    expect(await ask(path)).toEqual([200, "text/plain", count]);
  });

  it("of what is no collection finds no such segment", async () => {
    const [status, , text] = await ask("/86904b1e-c7d0-4ead-b13a-98f11fc400ee/profileStatus/$count");
    expect([status, text]).toEqual([400, expect.stringContaining("'$count'")]);
  });
});
