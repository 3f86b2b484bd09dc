import { describe, expect, it } from "vitest";
import { operation } from "./bundle.ts";
import { send, server } from "./request.ts";
import { faults } from "./validator.ts";

const create = operation("createSynchronizationProfile");
const createSchema = create.requestBody?.schema ?? {};

/** The request of the documentation page, to the letter. */
const documentedRequest = `{
  "@odata.type": "#microsoft.graph.educationSynchronizationProfile",
  "displayName": "String",
  "dataProvider": {
    "@odata.type": "microsoft.graph.educationSynchronizationDataProvider"
  },
  "identitySynchronizationConfiguration": {
    "@odata.type": "microsoft.graph.educationIdentitySynchronizationConfiguration"
  },
  "licensesToAssign": [
    {
      "@odata.type": "microsoft.graph.educationSynchronizationLicenseAssignment"
    }
  ],
  "state": "String",
  "handleSpecialCharacterConstraint": "Boolean"
}`;

const withValues = documentedRequest
  .replace('"state": "String"', '"state": "provisioning"')
  .replace('"Boolean"', "true");
const bare = withValues.replaceAll('"#microsoft.graph', '"microsoft.graph');
const hashed = bare.replaceAll('"microsoft.graph', '"#microsoft.graph');

describe("the documented request", () => {
  it.each([
    ["with its placeholders filled in", withValues],
    ["with # before each type", hashed],
    ["without # before any type", bare],
  ])("%s creates a profile", async (_, text) => {
    const answer = await send(create, { text });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ state: "provisioning" });
    expect(answer.headers.get("location")).toContain("/education/synchronizationProfiles/");
  });

  it("with its placeholders left in gets 400, or 201 from a server that forgives them", async () => {
    expect((await send(create, { text: documentedRequest })).status).toBe(server.forgives ? 201 : 400);
  });

  it("with its placeholders left in violates the contract at just two properties", () => {
    const places = faults(createSchema, JSON.parse(documentedRequest)).map(({ instancePath }) => instancePath);
    expect(places.sort()).toEqual(["/handleSpecialCharacterConstraint", "/state"]);
  });

  it.runIf(server.name === "prism mock")(
    "with its placeholders left in makes Prism report both of these properties",
    async () => {
      const answer = await send(create, { text: documentedRequest });
      const violations = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as { location: string[] }[];
      const named = new Set(violations.map(({ location }) => location.join(".")));
      expect([...named].sort()).toEqual(["request.body.handleSpecialCharacterConstraint", "request.body.state"]);
    },
  );

  it("with an id or a state chosen by the caller creates a profile that is provisioning", async () => {
    for (const extra of ['"id": "of-my-own"', '"state": "deleting"']) {
      const text = bare.replace('"state": "provisioning"', extra);
      const answer = await send(create, { text });
      expect(await answer.json()).toMatchObject({ state: "provisioning" });
    }
  });
});
