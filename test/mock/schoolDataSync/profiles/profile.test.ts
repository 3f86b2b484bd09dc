import { describe, expect, it } from "vitest";
import { contractExample, readContract } from "../../../../src/mock/contract/document.ts";
import { documentedId } from "../../../../src/mock/schoolDataSync/operations/documentedIds.ts";
import { writableProperties, newProfile, providerOf } from "../../../../src/mock/schoolDataSync/profiles/profile.ts";

type Json = Record<string, unknown>;

const examples = Object.keys(readContract().components.examples).flatMap((name) =>
  name.endsWith(".createRequest") ? [name.replace(".createRequest", "")] : [],
);
const requestOf = (name: string): Json => contractExample(`${name}.createRequest`);
const responseOf = (name: string): Json => contractExample(`${name}.createResponse`);
const provider = (type: string, rest: Json = {}): Json => ({
  ...requestOf("source"),
  dataProvider: { "@odata.type": type, ...rest },
});

describe("a new profile", () => {
  it.each(examples)("of %s is the contract's example, in the same order", (name) => {
    const { "@odata.context": _, ...documented } = responseOf(name);
    const profile = newProfile(requestOf(name), String(documented["id"])) as unknown as Json;
    expect(profile).toEqual({ expirationDate: null, ...documented });
    expect(Object.keys(profile).filter((key) => key in documented)).toEqual(Object.keys(documented));
  });

  it("leaves the request unchanged", () => {
    const body = requestOf("oneRosterOAuth2");
    newProfile(body, "x");
    expect(body).toEqual(requestOf("oneRosterOAuth2"));
  });

  it("has the id and state from the service, and no copied annotation", () => {
    const body = { ...requestOf("source"), "@odata.context": "x", id: "mine", state: "deleting" };
    const profile = newProfile(body, "an id");
    expect([profile.id, profile.state, "@odata.context" in profile]).toEqual(["an id", "provisioning", false]);
  });

  it.each<[string, Json]>([
    ["educationCsvDataProvider", { customizations: null }],
    [
      "educationPowerSchoolDataProvider",
      { schoolsIds: null, schoolYear: null, allowTeachersInMultipleSchools: null, customizations: null },
    ],
    [
      "educationOneRosterApiDataProvider",
      { providerName: null, schoolsIds: null, termIds: null, customizations: null },
    ],
    ["educationSynchronizationDataProvider", {}],
  ])("with only the type %s gets its defaults and a type with a hash", (type, defaults) => {
    const expected = { "@odata.type": `#microsoft.graph.${type}`, ...defaults };
    for (const hash of ["", "#"])
      expect(newProfile(provider(`${hash}microsoft.graph.${type}`), "x").dataProvider).toEqual(expected);
    expect(providerOf(newProfile(provider(`microsoft.graph.${type}`), "x"))).toBe(type);
  });

  it("keeps given values in place of defaults", () => {
    const given = { schoolYear: "2024", allowTeachersInMultipleSchools: false, schoolsIds: [] };
    const { dataProvider } = newProfile(provider("microsoft.graph.educationPowerSchoolDataProvider", given), "x");
    expect(dataProvider).toMatchObject({ ...given, customizations: null });
  });

  it("fills in each customization except null ones", () => {
    const customizations = { school: null, student: { isSyncDeferred: true } };
    const filled = (...columns: string[]) => ({
      optionalPropertiesToSync: columns,
      synchronizationStartDate: "0001-01-01T00:00:00Z",
      isSyncDeferred: false,
      allowDisplayNameUpdate: false,
    });
    // From the published response to a create, in another order.
    const ofTeachers = [
      "State ID",
      "Secondary Email",
      "Teacher Number",
      "Status",
      "Middle Name",
      "Title",
      "Qualification",
    ];
    const { dataProvider } = newProfile(provider("microsoft.graph.educationCsvDataProvider", { customizations }), "x");
    expect((dataProvider as unknown as Json)["customizations"]).toEqual({
      school: null,
      section: expect.objectContaining({ optionalPropertiesToSync: expect.arrayContaining(["Term Name"]) }),
      student: expect.objectContaining({ isSyncDeferred: true }),
      teacher: filled(...ofTeachers),
      studentEnrollment: filled(),
      teacherRoster: filled(),
    });
  });

  it("shows no secret, and null for open settings and match options", () => {
    const connectionSettings = {
      "@odata.type": "microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings",
      clientId: "c",
      clientSecret: "s",
      tokenUrl: "https://t.example",
    };
    const body = {
      ...provider("microsoft.graph.educationOneRosterApiDataProvider", { connectionSettings }),
      identitySynchronizationConfiguration: {
        "@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration",
        matchingOptions: [
          { targetPropertyName: "mail" },
          { targetPropertyName: "mail", targetDomain: "d.example" },
          { sourcePropertyName: "x" },
        ],
      },
    };
    expect(writableProperties(body)).toMatchObject({
      dataProvider: {
        connectionSettings: {
          "@odata.type": "#microsoft.graph.educationSynchronizationOAuth2ClientCredentialsConnectionSettings",
          clientId: "c",
          scope: null,
          tokenUrl: "https://t.example",
        },
      },
      identitySynchronizationConfiguration: {
        matchingOptions: [
          { targetPropertyName: "mail", targetDomain: null },
          { targetPropertyName: "mail", targetDomain: "d.example" },
          { sourcePropertyName: "x" },
        ],
      },
    });
    expect(JSON.stringify(writableProperties(body))).not.toContain("clientSecret");
    expect(JSON.stringify(writableProperties(body)).match(/targetDomain/g)).toHaveLength(2);
  });
});

describe("a documented id", () => {
  it.each(examples)("of %s belongs to exactly that create, in any order", (name) => {
    const body = requestOf(name);
    expect(documentedId(body)).toBe(responseOf(name)["id"]);
    expect(documentedId(Object.fromEntries(Object.entries(body).reverse()))).toBe(responseOf(name)["id"]);
    expect(documentedId({ ...body, expirationDate: "1999-01-01" })).toBeUndefined();
    expect(documentedId({ ...body, displayName: "Other" })).toBeUndefined();
  });
});
