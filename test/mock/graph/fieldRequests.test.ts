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

describe.each(modes)("a mock in %s mode", async (mode, options) => {
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

describe("a lenient mock", async () => {
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
      "PascalCase, as in a C# model",
      ({ displayName, ...body }) => ({ ...body, DisplayName: displayName }),
      { displayName: "Fabrikam Unified School District" },
    ],
    [
      "caseOfValues",
      "enum members as C# prints them, at any depth",
      (body) => ({ ...body, identitySynchronizationConfiguration: identity }),
      {
        identitySynchronizationConfiguration: {
          "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
          // A domain is not an enum: it stays as sent.
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
      "both properties omitted",
      ({ handleSpecialCharacterConstraint: _, licensesToAssign: __, ...body }) => body,
      { handleSpecialCharacterConstraint: false, licensesToAssign: [] },
    ],
    [
      "ignored",
      "any state and a null id",
      (body) => ({ ...body, id: null, state: "ready" }),
      { state: "provisioning" },
    ],
    ["navigation", "empty navigation properties", (body) => ({ ...body, errors: [], profileStatus: null }), {}],
    ["navigation", "those of a .NET model", (body) => ({ ...body, Errors: [], ProfileStatus: null }), {}],
    [
      "annotations",
      "annotations at any depth",
      (body) => ({ ...body, "licensesToAssign@odata.type": "#Collection(x)", "@odata.etag": "x" }),
      {},
    ],
    [
      "placeholders",
      "type names in place of values",
      (body) => ({ ...body, handleSpecialCharacterConstraint: "Boolean", expirationDate: "Date" }),
      { handleSpecialCharacterConstraint: false, expirationDate: null },
    ],
  ];

  it.each(cases)("accepts %s: %s", async (_, __, change, shown) => {
    const { status, profile, entry } = await create(change);
    expect(status).toBe(201);
    expect(profile).toMatchObject(shown);
    expect(entry?.forgiven?.length).toBeGreaterThan(0);
    expect(entry?.violations.map(({ message }) => message)).toEqual(entry?.forgiven);
  });

  it("is tested for each rule, except an action's empty body", () => {
    expect([...new Set(cases.map(([rule]) => rule)), "emptyAction"]).toEqual(Object.keys(forgiven));
  });

  it.each(["null", '""'])("accepts %s as the body of an action", async (body) => {
    const { profile } = await create((valid) => valid);
    const target = `${mock.url}${collection}/${String(profile["id"])}/reset`;
    await mock.advance(1000);
    expect((await send("POST", target, { body })).status).toBe(200);
  });

  it("forgives nothing in a valid request and still refuses other violations", async () => {
    expect((await create((body) => body)).entry?.forgiven).toBeUndefined();
    const { status, profile } = await create(({ handleSpecialCharacterConstraint: _, ...body }) => ({
      ...body,
      displayName: 5,
    }));
    expect([status, profile["error"]]).toEqual([400, expect.objectContaining({ target: "displayName" })]);
  });

  it("leaves valid bodies unchanged", async () => {
    const schema = readOperations().find(({ id }) => id === "createSynchronizationProfile")?.body ?? {};
    for (const name of ["csvNewAccounts", "csvExistingAccounts", "powerSchool", "oneRosterOAuth2", "oneRosterOAuth1"]) {
      const body = createBody(name);
      expect(canonicalBody(schema, body)).toEqual(body);
    }
  });
});

describe("a count", async () => {
  const mock = await startForAll({ profiles: "examples" });

  const ask = async (path: string) => {
    const { status, headers, text } = await send("GET", mock.url + collection + path, {
      headers: { accept: "text/plain" },
    });
    return [status, headers.get("content-type"), text];
  };

  it.each([
    ["/$count", "6"],
    ["/%24count/?$filter=state%20eq%20'deleting'", "0"],
  ])("at %s is a number in plain text", async (path, count) => {
    expect(await ask(path)).toEqual([200, "text/plain", count]);
  });

  it("of anything but a collection is refused", async () => {
    const [status, , text] = await ask("/86904b1e-c7d0-4ead-b13a-98f11fc400ee/profileStatus/$count");
    expect([status, text]).toEqual([400, expect.stringContaining("'$count'")]);
  });
});
