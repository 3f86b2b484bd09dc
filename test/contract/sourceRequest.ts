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
    ["as it stands but for the placeholders", withValues],
    ["with # before each type", hashed],
    ["without # before any type", bare],
  ])("%s creates the profile of the documentation", async (_, text) => {
    const answer = await send(create, { text });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ state: "provisioning" });
    expect(answer.headers.get("location")).toContain("/education/synchronizationProfiles/");
  });

  it("with its placeholders left in answers 400, or 201 where the placeholders are forgiven", async () => {
    expect((await send(create, { text: documentedRequest })).status).toBe(server.forgives ? 201 : 400);
  });

  it("with its placeholders left in breaks the contract at these two properties and no other", () => {
    const places = faults(createSchema, JSON.parse(documentedRequest)).map(({ instancePath }) => instancePath);
    expect(places.sort()).toEqual(["/handleSpecialCharacterConstraint", "/state"]);
  });

  it.runIf(server.name === "prism mock")(
    "with its placeholders left in has both properties named by Prism",
    async () => {
      const answer = await send(create, { text: documentedRequest });
      const violations = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as { location: string[] }[];
      const named = new Set(violations.map(({ location }) => location.join(".")));
      expect([...named].sort()).toEqual(["request.body.handleSpecialCharacterConstraint", "request.body.state"]);
    },
  );

  it("without an id, with a foreign one, or with a state of the caller's own is accepted alike", async () => {
    for (const extra of ['"id": "of-my-own"', '"state": "deleting"']) {
      const text = bare.replace('"state": "provisioning"', extra);
      const answer = await send(create, { text });
      expect(await answer.json()).toMatchObject({ state: "provisioning" });
    }
  });
});
