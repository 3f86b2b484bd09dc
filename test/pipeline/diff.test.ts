import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  compareContracts,
  declarationErrors,
  diff,
  lowestVersion,
  type RatedChange,
  readReasons,
} from "../../src/pipeline/diff/diff.ts";
import { corrections, rate, type Rating, ratings } from "../../src/pipeline/diff/rating.ts";
import { redoclyDiff } from "../../src/pipeline/diff/redoclyDiff.ts";
import contractJson from "../../generated/openapi.json" with { type: "json" };

// The seeds reach deep into a document whose type would say no more than the bundle does.
type Contract = ReturnType<typeof JSON.parse>;
type Edit = (contract: Contract) => void;

const bundle = resolve("generated/openapi.yaml");
const contract = contractJson as Contract;
const list = "/education/synchronizationProfiles";
const item = `${list}/{educationSynchronizationProfileId}`;
const pointerOf = (path: string): string => `#/paths/${path.replaceAll("/", "~1")}`;
const schemasOf = (document: Contract): Contract => document.components.schemas;
const string = { type: "string" };
const without = (values: string[], value: string): string[] => values.filter((other) => other !== value);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
});
afterAll(() => rm(folder, { recursive: true }));

let revisions = 0;

async function revised(...edits: Edit[]): Promise<string> {
  const document = structuredClone(contract);
  for (const edit of edits) edit(document);
  // JSON is YAML, and much faster to write.
  const path = join(folder, `revision${revisions++}.yaml`);
  await writeFile(path, JSON.stringify(document));
  return path;
}

interface Seed {
  name: string;
  edit: Edit;
  rated: [Rating, string][];
}

const seeds: Seed[] = [
  {
    name: "a removed operation",
    edit: (document) => delete document.paths[item].delete,
    rated: [["breaking", `${pointerOf(item)}/delete: Operation \`DELETE ${item}\` was removed.`]],
  },
  {
    name: "a new required property of a request",
    edit: (document) => {
      const { properties, required } = schemasOf(document).educationSynchronizationProfileCreate;
      properties.owner = string;
      required.push("owner");
    },
    rated: [
      ["breaking", "became required: `owner`."],
      ["addition", "schemas/educationSynchronizationProfileCreate/properties/owner: Schema added."],
    ],
  },
  {
    name: "a new optional property of a request",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfileCreate.properties.contact = string;
    },
    rated: [["addition", "properties/contact: Schema added."]],
  },
  {
    name: "a property removed from a request",
    edit: (document) => delete schemasOf(document).educationSynchronizationProfileCreate.properties.expirationDate,
    rated: [["breaking", "Property `expirationDate` of `educationSynchronizationProfileCreate` was removed."]],
  },
  {
    name: "a removed enum value of a request",
    edit: (document) => schemasOf(document).educationUserRoleInput.enum.shift(),
    rated: [["breaking", "schemas/educationUserRoleInput/enum: Enum of `educationUserRoleInput` lost values: "]],
  },
  {
    name: "a new enum value of a response",
    edit: (document) => schemasOf(document).educationSynchronizationProfileState.enum.push("postponed"),
    rated: [["breaking", "gained values: 'postponed'."]],
  },
  {
    name: "a narrowed bound of a request",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfileCreate.properties.displayName.maxLength = 100;
    },
    rated: [["breaking", "`maxLength` of `displayName` changed from '256' to '100'."]],
  },
  {
    name: "a widened bound of a request",
    edit: (document) => {
      schemasOf(document).educationPowerSchoolDataProviderInput.properties.clientId.maxLength = 1000;
    },
    rated: [["addition", "properties/clientId/maxLength: Schema `maxLength` modified."]],
  },
  {
    name: "a widened bound of a response",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfile.properties.displayName.maxLength = 1000;
    },
    rated: [["breaking", "`maxLength` of `displayName` changed from '256' to '1000'."]],
  },
  {
    name: "an added optional parameter",
    edit: (document) => document.paths[list].get.parameters.push({ name: "$search", in: "query", schema: string }),
    rated: [["addition", `${pointerOf(list)}/get/parameters/7: Parameter added.`]],
  },
  {
    name: "an added required parameter",
    edit: ({ paths }) =>
      paths[item].get.parameters.push({ name: "$expand", in: "query", required: true, schema: string }),
    rated: [["breaking", `: Required \`$expand\` query parameter was added.`]],
  },
  {
    name: "a renamed operationId",
    edit: (document) => {
      document.paths[list].get.operationId = "listProfiles";
    },
    rated: [["breaking", `changed from 'listSynchronizationProfiles' to 'listProfiles'.`]],
  },
  {
    name: "a loosened response",
    edit: (document) => {
      const profile = schemasOf(document).educationSynchronizationProfile;
      profile.required = without(profile.required, "state");
    },
    rated: [["breaking", "Properties of `educationSynchronizationProfile` are no longer required: `state`."]],
  },
  {
    name: "a new property of a response",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfile.properties.owner = string;
    },
    rated: [["addition", "schemas/educationSynchronizationProfile/properties/owner: Schema added."]],
  },
  {
    name: "a value of a response that becomes nullable",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfile.properties.id.type = ["string", "null"];
    },
    rated: [["breaking", "Type of `id` widened from 'string' to 'string | null'."]],
  },
  {
    name: "an added operation",
    edit: (document) => {
      document.paths[list].put = { ...document.paths[list].post, operationId: "replaceSynchronizationProfiles" };
    },
    rated: [["addition", `${pointerOf(list)}/put: Operation added.`]],
  },
  {
    name: "a permission that no longer suffices",
    edit: (document) => document.paths[list].get.security.splice(1, 1),
    rated: [["breaking", "Security requirement `delegated` is no longer accepted."]],
  },
  {
    name: "a deprecation",
    edit: (document) => {
      document.paths[item].get.deprecated = true;
    },
    rated: [["addition", `${pointerOf(item)}/get/deprecated: Operation \`deprecated\` modified.`]],
  },
  {
    name: "a changed description",
    edit: (document) => (document.components.responses.notFound.description = "There is no such profile."),
    rated: [["patch", "responses/notFound/description: Response `description` modified."]],
  },
  {
    name: "an added tag",
    edit: (document) => document.tags.push({ name: "Clean up" }),
    rated: [["patch", "#/tags/3: Tag added."]],
  },
];

describe("a change of the contract", () => {
  let changes: RatedChange[];
  beforeAll(async () => {
    changes = await compareContracts(bundle, await revised(...seeds.map(({ edit }) => edit)));
  }, 60_000);

  it.each(seeds)("is rated correctly: $name", ({ rated }) => {
    for (const [rating, part] of rated) {
      expect(changes).toContainEqual({ rating, change: expect.stringContaining(part) });
    }
  });

  it("is reported once, in order of severity", () => {
    const rank = (rating: Rating): number => ratings.indexOf(rating);
    expect(changes.map(({ change }) => change)).toHaveLength(seeds.flatMap(({ rated }) => rated).length);
    expect(changes).toEqual(changes.toSorted((a, b) => rank(a.rating) - rank(b.rating)));
  });
});

interface Missed {
  why: string;
  edit: Edit;
  pointer: string;
}

const missed: Missed[] = [
  {
    why: "Callers that rely on the header may not find it.",
    edit: (document) => delete document.components.headers["request-id"].required,
    pointer: "#/components/headers/request-id/required",
  },
  {
    why: "Callers that omit the value get different behavior.",
    edit: (document) => (document.components.parameters.top.schema.default = 7),
    pointer: "#/components/parameters/top/schema/default",
  },
  {
    why: "It changes who sends or receives the property.",
    edit: ({ components }) =>
      (components.schemas.educationSynchronizationProfileUpdate.properties.displayName.readOnly = true),
    pointer: "#/components/schemas/educationSynchronizationProfileUpdate/properties/displayName/readOnly",
  },
  {
    why: "Callers that send no body are rejected.",
    edit: (document) => {
      document.paths[item].delete.requestBody = {
        required: true,
        content: { "application/json": { schema: { type: "object" } } },
      };
    },
    pointer: `${pointerOf(item)}/delete/requestBody`,
  },
  {
    why: "Callers get a success status that they don't know.",
    edit: (document) => (document.paths[list].post.responses["202"] = { $ref: "#/components/responses/accepted" }),
    pointer: `${pointerOf(list)}/post/responses/202`,
  },
  {
    why: "Typed clients use the path as the contract writes it.",
    edit: ({ paths }) => {
      const { [`${item}/reset`]: reset } = paths;
      delete paths[`${item}/reset`];
      const parameters = [{ name: "id", in: "path", required: true, schema: string }];
      paths[`${list}/{id}/reset`] = { ...reset, parameters };
    },
    pointer: pointerOf(`${list}/{id}/reset`),
  },
  {
    why: "Callers request tokens at the old URL.",
    edit: ({ components }) =>
      (components.securitySchemes.delegated.flows.authorizationCode.tokenUrl = "https://login.example/token"),
    pointer: "#/components/securitySchemes/delegated/flows/authorizationCode/tokenUrl",
  },
  {
    why: "Typed clients distinguish the types of a union by it.",
    edit: (document) => delete schemasOf(document).educationSynchronizationDataProviderInput.discriminator,
    pointer: "#/components/schemas/educationSynchronizationDataProviderInput/discriminator",
  },
  {
    why: "The schema is an exported type of the package.",
    edit: (document) => {
      const schemas = schemasOf(document);
      schemas.MainErrorRenamed = schemas.MainError;
      delete schemas.MainError;
      schemas.ODataError.properties.error.$ref = "#/components/schemas/MainErrorRenamed";
    },
    pointer: "#/components/schemas/MainErrorRenamed",
  },
  {
    why: "The value is no longer described, or newly constrained.",
    edit: (document) => delete document.components.headers["Retry-After"].schema,
    pointer: "#/components/headers/Retry-After/schema",
  },
  {
    why: "Validators interpret every schema by other rules.",
    edit: (document) => (document.jsonSchemaDialect = "https://json-schema.org/draft/2019-09/schema"),
    pointer: "#/jsonSchemaDialect",
  },
  {
    why: "It was part of the contract.",
    edit: ({ components }) => delete components.securitySchemes.application.flows.clientCredentials,
    pointer: "#/components/securitySchemes/application/flows/clientCredentials",
  },
];

describe("a breaking change that redocly diff misses", () => {
  it("is tested for each correction", () => {
    expect(missed.map(({ why }) => why)).toEqual(corrections.map(({ why }) => why));
  });

  it("is rated as breaking, and the correction is still needed", async () => {
    const changes = await redoclyDiff(bundle, await revised(...missed.map(({ edit }) => edit)));
    const outcomes = missed.map(({ pointer }) => {
      const change = changes.find(({ base, revision }) => base?.pointer === pointer || revision?.pointer === pointer);
      return change && { pointer, byTool: change.impact === "major", ...rate(change) };
    });
    expect(outcomes).toEqual(missed.map(({ why, pointer }) => ({ pointer, byTool: false, rating: "breaking", why })));
  });
});

describe("the version", () => {
  it.each<[string, Rating | undefined, string]>([
    ["0.1.4", "breaking", "0.2.0"],
    ["0.1.4", "addition", "0.1.5"],
    ["0.1.4", "patch", "0.1.5"],
    ["0.1.4", undefined, "0.1.4"],
    ["1.2.3", "breaking", "2.0.0"],
    ["1.2.3", "addition", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3-rc.1", "patch", "1.2.4"],
  ])("after %s, with a change that is %s, is at least %s", (released, worst, lowest) => {
    expect(lowestVersion(released, worst)).toBe(lowest);
  });
});

describe("a declaration", () => {
  const removal: RatedChange = { rating: "breaking", change: "#/a: It was removed." };
  const addition: RatedChange = { rating: "addition", change: "#/b: It was added." };

  it.each<[string, RatedChange[], string[], string[]]>([
    ["is required for a break", [removal, addition], [], ["Revert them, or give each a reason in openapi/released"]],
    ["is accepted for a break", [removal, addition], [removal.change], []],
    ["is rejected for an addition", [addition], [addition.change], ["not a breaking change"]],
    ["is rejected for a break that has changed", [removal], ["#/a: It was"], ["Revert them", "not a breaking change"]],
  ])("%s", (_, changes, declared, problems) => {
    const reasons = new Map(declared.map((change) => [change, "Nobody used it."]));
    expect(declarationErrors(changes, reasons)).toEqual(problems.map((part) => expect.stringContaining(part)));
  });

  it.each([
    ["- a\n", "expected each change to have a reason"],
    ["a:\n", "expected each change to have a reason"],
    ['a: ""\n', "expected each change to have a reason"],
    ["a: b\na: c\n", "Map keys must be unique"],
  ])("written as %j is refused", (text, message) => {
    expect(() => readReasons(text)).toThrow(message);
  });
});

describe("npm run diff", { timeout: 60_000 }, () => {
  const removeDelete: Edit = (document) => delete document.paths[item].delete;
  const declaration = `"${pointerOf(item)}/delete: Operation \`DELETE ${item}\` was removed.": `;
  const nextMinor = lowestVersion(contract.info.version, "breaking");

  async function workspace({ version = contract.info.version, edit = removeDelete, declared = "" }) {
    const cwd = await mkdtemp(join(folder, "workspace-"));
    await cp("openapi/released", join(cwd, "openapi/released"), { recursive: true });
    await cp(bundle, join(cwd, "openapi/released/openapi.yaml"));
    await cp(await revised((document) => (document.info.version = version), edit), join(cwd, "generated/openapi.yaml"));
    await writeFile(join(cwd, "openapi/released/declaredBreaks.yaml"), declared);
    return cwd;
  }

  it("passes for the repository as it is", async () => {
    expect(await diff()).toMatchObject({ passed: true });
  });

  it("fails on a breaking change and lists everything to fix", async () => {
    const { passed, report } = await diff(await workspace({}));
    expect(passed).toBe(false);
    expect(report).toContain(`breaking  ${pointerOf(item)}/delete: Operation`);
    expect(report).toContain(`these changes need ${nextMinor} or later`);
    expect(report).toContain(`${declaration}""`);
    expect(report).not.toMatch(/[╔╚]|\n +at /);
  });

  it("accepts a declared break with its version, and shows the reason", async () => {
    const declared = `${declaration}Nobody used it.\n`;
    const { passed, report } = await diff(await workspace({ version: nextMinor, declared }));
    expect(report).toContain("was removed. Declared: Nobody used it.");
    expect(passed).toBe(true);
  });

  it("reports no changes if only the version has changed", async () => {
    const { passed, report } = await diff(await workspace({ version: "9.9.9", edit: () => undefined }));
    expect(report).toBe(`Changes since ${contract.info.version}: 0.`);
    expect(passed).toBe(true);
  });

  it("rejects a configuration without rules", async () => {
    const cwd = await workspace({});
    await writeFile(join(cwd, "openapi/released/redocly.yaml"), "extends: []\n");
    await expect(diff(cwd)).rejects.toThrow("add diff-recommended");
  });
});
