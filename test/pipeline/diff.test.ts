import { readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type parse, stringify } from "yaml";
import { apiEntries, withApiSection } from "../../src/pipeline/diff/changelog.ts";
import { compareContracts, type RatedChange, readContract } from "../../src/pipeline/diff/compareContracts.ts";
import { declarationErrors, readDeclaredBreaks } from "../../src/pipeline/diff/declaredBreaks.ts";
import { diff } from "../../src/pipeline/diff/diff.ts";
import { corrections, rate, type Rating, ratings } from "../../src/pipeline/diff/rating.ts";
import { redoclyDiff } from "../../src/pipeline/diff/redoclyDiff.ts";
import { lowestVersion, versionErrors } from "../../src/pipeline/diff/version.ts";

// The seeds reach deep into a document whose type would say no more than the bundle does.
type Contract = ReturnType<typeof JSON.parse>;
type Edit = (contract: Contract) => void;

// A pure function of three files, which takes a second. Several tests compare the same ones under other versions, which
// the pipeline leaves out of the changes; "a revision" has it compare two for real.
vi.mock("../../src/pipeline/diff/redoclyDiff.ts", async (importOriginal) => {
  const { redoclyDiff: compare } = await importOriginal<{ redoclyDiff: typeof redoclyDiff }>();
  const compared = new Map<string, ReturnType<typeof redoclyDiff>>();
  const contractIn = (path: string): string => {
    const { document } = readContract(path);
    return JSON.stringify({ ...document, info: { ...document.info, version: "" } });
  };
  return {
    redoclyDiff: (base: string, revision: string) => {
      const rules = readFileSync("openapi/released/redocly.yaml", "utf8");
      const key = [contractIn(base), contractIn(revision), rules].join("\0");
      const changes = compared.get(key) ?? compare(base, revision);
      compared.set(key, changes);
      return changes;
    },
  };
});

// The same two or three contracts are read again and again, which takes longer than all else.
vi.mock("yaml", async (importOriginal) => {
  const yaml = await importOriginal<{ parse: typeof parse }>();
  const parsed = new Map<string, unknown>();
  return {
    ...yaml,
    parse: (text: string): unknown => {
      if (!parsed.has(text)) parsed.set(text, yaml.parse(text));
      return parsed.get(text);
    },
  };
});

const root = process.cwd();
const bundle = resolve("generated/openapi.yaml");
const released = readContract(bundle);
const contract = released.document as Contract;
const list = "/education/synchronizationProfiles";
const item = `${list}/{educationSynchronizationProfileId}`;
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
    rated: [["breaking", `DELETE ${item}: Operation \`DELETE ${item}\` was removed.`]],
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
      ["addition", "schemas/educationSynchronizationProfileCreate/properties/owner: Property `owner` was added."],
    ],
  },
  {
    name: "a new optional property of a request",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfileCreate.properties.contact = string;
    },
    rated: [["addition", "Property `contact` was added."]],
  },
  {
    name: "a property that a request may no longer hold",
    edit: (document) => delete schemasOf(document).educationSynchronizationProfileCreate.properties.expirationDate,
    rated: [["breaking", "Property `expirationDate` of `educationSynchronizationProfileCreate` was removed."]],
  },
  {
    name: "a removed enum value of a request",
    edit: (document) => schemasOf(document).educationUserRoleInput.enum.shift(),
    rated: [["breaking", "schemas/educationUserRoleInput: Enum of `educationUserRoleInput` lost values: "]],
  },
  {
    name: "a new enum value of an answer",
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
    rated: [["addition", "properties/clientId: `maxLength` changed from 256 to 1000."]],
  },
  {
    name: "a widened bound of an answer",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfile.properties.displayName.maxLength = 1000;
    },
    rated: [["breaking", "`maxLength` of `displayName` changed from '256' to '1000'."]],
  },
  {
    name: "an added optional parameter",
    edit: (document) => document.paths[list].get.parameters.push({ name: "$search", in: "query", schema: string }),
    rated: [["addition", `GET ${list}: Parameter \`$search\` was added.`]],
  },
  {
    name: "an added required parameter",
    edit: ({ paths }) =>
      paths[item].get.parameters.push({ name: "$expand", in: "query", required: true, schema: string }),
    rated: [["breaking", `GET ${item}: Required \`$expand\` query parameter was added.`]],
  },
  {
    name: "a renamed operationId",
    edit: (document) => {
      document.paths[list].get.operationId = "listProfiles";
    },
    rated: [["breaking", `changed from 'listSynchronizationProfiles' to 'listProfiles'.`]],
  },
  {
    name: "a loosened answer",
    edit: (document) => {
      const profile = schemasOf(document).educationSynchronizationProfile;
      profile.required = without(profile.required, "state");
    },
    rated: [["breaking", "Properties of `educationSynchronizationProfile` are no longer required: `state`."]],
  },
  {
    name: "a new property of an answer",
    edit: (document) => {
      schemasOf(document).educationSynchronizationProfile.properties.owner = string;
    },
    rated: [["addition", "schemas/educationSynchronizationProfile/properties/owner: Property `owner` was added."]],
  },
  {
    name: "a value of an answer that may be null from now on",
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
    rated: [["addition", `PUT ${list}: Operation \`replaceSynchronizationProfiles\` was added.`]],
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
    rated: [["addition", `GET ${item}: \`deprecated\` was set to true.`]],
  },
  {
    name: "a changed description",
    edit: (document) => (document.components.responses.notFound.description = "There is no such profile."),
    rated: [["patch", "responses/notFound: `description` changed"]],
  },
  {
    name: "an added tag",
    edit: (document) => document.tags.push({ name: "Clean up" }),
    rated: [["patch", "Tag `Clean up` was added."]],
  },
];

describe("a change of the contract", () => {
  let changes: RatedChange[];
  beforeAll(async () => {
    changes = await compareContracts(released, readContract(await revised(...seeds.map(({ edit }) => edit))));
  }, 60_000);

  it.each(seeds)("is rated right: $name", ({ rated }) => {
    for (const [rating, part] of rated) {
      expect(changes).toContainEqual({ rating, change: expect.stringContaining(part) });
    }
  });

  it("is reported once, the gravest first", () => {
    const rank = (rating: Rating): number => ratings.indexOf(rating);
    expect(changes.map(({ change }) => change)).toHaveLength(seeds.flatMap(({ rated }) => rated).length);
    expect(changes).toEqual(changes.toSorted((a, b) => rank(a.rating) - rank(b.rating)));
  });
});

describe("a revision", () => {
  it("that redocly diff finds no change in has changed all the same, but not for its version", async () => {
    const path = await revised(
      (document) => (document.info.version = "9.9.9"),
      ({ components }) => (Object.values<Contract>(components.examples)[0].value = {}),
    );
    expect(await compareContracts(released, readContract(path))).toEqual([
      { rating: "patch", change: "document: Values of examples, or similar, changed." },
    ]);
  });
});

describe("a contract", () => {
  it.each([
    ["info: [\n", "is not YAML"],
    ["", "has no info.version"],
    ["openapi: 3.1.0\n", "has no info.version"],
  ])("written as %j is rejected with the fix", async (text, message) => {
    const path = join(await mkdtemp(join(folder, "contract-")), "openapi.yaml");
    await writeFile(path, text);
    expect(() => readContract(path, "Build it.")).toThrow(new RegExp(`openapi.yaml ${message}[^]*\nBuild it\\.$`));
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
    pointer: `#/paths/${item.replaceAll("/", "~1")}/delete/requestBody`,
  },
  {
    why: "Callers get a success status that they don't know.",
    edit: (document) => (document.paths[list].post.responses["202"] = { $ref: "#/components/responses/accepted" }),
    pointer: `#/paths/${list.replaceAll("/", "~1")}/post/responses/202`,
  },
  {
    why: "Typed clients use the path as the contract writes it.",
    edit: ({ paths }) => {
      const { [`${item}/reset`]: reset } = paths;
      delete paths[`${item}/reset`];
      const parameters = [{ name: "id", in: "path", required: true, schema: string }];
      paths[`${list}/{id}/reset`] = { ...reset, parameters };
    },
    pointer: `#/paths/${`${list}/{id}/reset`.replaceAll("/", "~1")}`,
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

describe("a break that redocly diff doesn't see", () => {
  it("is seeded for each correction", () => {
    expect(missed.map(({ why }) => why)).toEqual(corrections.map(({ why }) => why));
  });

  it("is corrected, and the correction is still needed", async () => {
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

  it.each<[string, string, string, Rating | undefined, string[]]>([
    ["0.1.0", "0.1.0", "0.1.0", "patch", ["needs 0.1.1 or later"]],
    ["0.1.0", "0.1.9", "0.1.9", "breaking", ["needs 0.2.0 or later"]],
    ["1.9.9", "1.10.0", "1.10.0", "addition", []],
    ["1.9.0", "2.0.0", "2.0.0", "breaking", []],
    ["0.1.0", "0.2.0", "0.1.0", "breaking", ["they must be equal"]],
    ["0.2.0", "0.1.0", "0.1.0", undefined, ["it can't be lowered"]],
    ["0.1.0", "0.1.0", "0.2.0", "addition", ["needs 0.1.1 or later", "they must be equal"]],
  ])("of %s followed by %s (package %s), with a change that is %s, has these problems: %s", (...row) => {
    const [released, version, packageVersion, worst, problems] = row;
    expect(versionErrors({ released, contract: version, package: packageVersion }, worst)).toEqual(
      problems.map((part) => expect.stringContaining(part)),
    );
  });

  it("that is not a version is rejected with the fix", () => {
    expect(() => lowestVersion("v1", "breaking")).toThrow('"v1" is not a version: write it as 1.2.3');
  });
});

const removal = { rating: "breaking", change: "DELETE /x: It was removed." } satisfies RatedChange;
const addition = { rating: "addition", change: "GET /x: It was added." } satisfies RatedChange;

describe("a declaration", () => {
  it.each<[string, RatedChange[], string[], string[]]>([
    ["missing for a break", [removal, addition], [], ["Revert them, or give a reason in breaks.yaml"]],
    ["of each break", [removal, addition], [removal.change], []],
    ["of what is no break", [addition], [addition.change], ["not a breaking change"]],
    [
      "of what has changed otherwise by now",
      [removal],
      ["DELETE /x: It was"],
      ["Revert them", "not a breaking change"],
    ],
  ])("%s", (_, changes, declared, problems) => {
    const entries = declared.map((change) => ({ change, reason: "Nobody used it." }));
    const found = declarationErrors(changes, entries, "breaks.yaml");
    expect(found).toEqual(problems.map((part) => expect.stringContaining(part)));
  });

  it.each([
    ["change: a\nreason: b\n", "not a list"],
    ["- change: a\n", "entry 1 must have a change and a reason"],
    ['- change: a\n  reason: ""\n', "entry 1 must have a change and a reason"],
    ["- change: a\n  reason: b\n  by: me\n", "and nothing else"],
    ["- change: a\n  reason: b\n- change: a\n  reason: c\n", "entry 2 is a duplicate"],
    ["- change: [\n", "breaks.yaml: "],
  ])("written as %j is refused", async (text, message) => {
    const path = join(await mkdtemp(join(folder, "declared-")), "breaks.yaml");
    await writeFile(path, text);
    expect(() => readDeclaredBreaks(path)).toThrow(message);
  });
});

describe("the change log", () => {
  const api = apiEntries(
    [removal, addition, { rating: "patch", change: "x: `description` changed." }],
    [{ change: removal.change, reason: "Nobody\nused it." }],
  );

  it("names breaks with their reason and additions, and counts the rest", () => {
    expect(api.split("\n")).toEqual([
      "- **Breaking:** DELETE /x: It was removed. Why: Nobody used it.",
      "- GET /x: It was added.",
      "- Wording and examples; changes: 1.",
    ]);
  });

  const first = withApiSection("", "- First release.", { version: "0.1.0", released: undefined, date: "2024-05-06" });
  const second = withApiSection(first, api, { version: "0.2.0", released: "0.1.0" });

  it("begins a section for a new version above the old ones", () => {
    expect(first).toMatch(/^# Change log\n[^]*\n## \[0\.1\.0\] - 2024-05-06\n\n### API\n\n/);
    expect(first).toMatch(/\n<.*\n- First release\.\n<.*\n$/);
    expect(second.indexOf("## [0.2.0] - Unreleased")).toBeLessThan(second.indexOf("## [0.1.0] - 2024-05-06"));
    expect(second.endsWith(first.slice(first.indexOf("## [0.1.0]")))).toBe(true);
  });

  it("keeps what was written by hand, and is the same when written again", () => {
    const noted = second
      .replace("### API", "Read the guide first.\n\n### API")
      .replace("## [0.1.0]", "### Package\n\n- The client retries.\n\n## [0.1.0]");
    const again = withApiSection(noted, "- No changes.", { version: "0.2.0", released: "0.1.0" });
    expect(again).toBe(noted.replace(api, "- No changes."));
    expect(withApiSection(again, "- No changes.", { version: "0.2.0", released: "0.1.0" })).toBe(again);
  });

  it("adds its part to a section that has notes only", () => {
    const notes = "## [0.2.0] - Unreleased\n\n### Package\n\n- The client retries.\n";
    const written = withApiSection(notes, api, { version: "0.2.0", released: "0.1.0" });
    expect(written).toContain(api);
    expect(written).toContain("### Package\n\n- The client retries.\n");
  });

  it("renames the section when the version moves on, and dates it at the release", () => {
    const moved = withApiSection(second, api, { version: "1.0.0", released: "0.1.0" });
    expect(moved).toBe(second.replace("[0.2.0]", "[1.0.0]"));
    const dated = withApiSection(moved, api, { version: "1.0.0", released: "0.1.0", date: "2024-07-08" });
    expect(dated).toBe(moved.replace("Unreleased", "2024-07-08"));
  });

  it("with half a part is not guessed at", () => {
    const half = second.replace("<!-- Up to here. -->", "");
    expect(() => withApiSection(half, api, { version: "0.2.0", released: "0.1.0" })).toThrow(
      "lacks one of the comments",
    );
  });
});

interface Outcome {
  code: number;
  output: string;
}

async function runDiff(cwd: string, ...args: string[]): Promise<Outcome> {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(`${text}\n`);
  process.chdir(cwd);
  try {
    const code = await diff(args, { log: print, error: print });
    return { code, output: printed.join("") };
  } finally {
    process.chdir(root);
  }
}

const baseline = "openapi/released/openapi.yaml";
const declaredBreaks = "openapi/released/declaredBreaks.yaml";

describe("npm run diff", { timeout: 60_000 }, () => {
  const removeDelete: Edit = (document) => delete document.paths[item].delete;
  const removed = `DELETE ${item}: Operation \`DELETE ${item}\` was removed.`;
  const declaration = `- change: "${removed}"\n  reason: Nobody used it.\n`;
  const nextMinor = lowestVersion(contract.info.version, "breaking");

  async function workspace(version: string, edit?: Edit) {
    const cwd = await mkdtemp(join(folder, "workspace-"));
    await cp("openapi/released", join(cwd, "openapi/released"), { recursive: true });
    await cp(bundle, join(cwd, baseline));
    const revision = await revised((document) => (document.info.version = version), ...(edit ? [edit] : []));
    await cp(revision, join(cwd, "generated/openapi.yaml"));
    await writeFile(join(cwd, "package.json"), JSON.stringify({ version }));
    await writeFile(join(cwd, declaredBreaks), "# None.\n");
    return { cwd, read: (file: string): Promise<string> => readFile(join(cwd, file), "utf8") };
  }

  it("passes for the repository as it is", async () => {
    const output = expect.stringMatching(/Changes since|Nothing has been released yet/) as string;
    expect(await runDiff(".", "--check")).toMatchObject({ code: 0, output });
  });

  it("stops at a breaking change with everything there is to fix, and writes nothing", async () => {
    const { cwd, read } = await workspace(contract.info.version, removeDelete);
    const { code, output } = await runDiff(cwd);
    expect(code).toBe(1);
    expect(output).toContain(`breaking  DELETE ${item}: Operation`);
    expect(output).toContain(`a breaking change needs ${nextMinor} or later`);
    expect(output).toContain(declaration.replace("Nobody used it.", '""'));
    expect(output).not.toMatch(/[╔╚]|\n +at /);
    await expect(read("CHANGELOG.md")).rejects.toThrow("ENOENT");
  });

  it("stops a declared break whose version hasn't moved, and a declaration that nothing matches", async () => {
    const { cwd } = await workspace(contract.info.version, removeDelete);
    const stale = '- change: "GET /gone: It was removed."\n  reason: No one came.\n';
    await writeFile(join(cwd, declaredBreaks), declaration + stale);
    const { code, output } = await runDiff(cwd);
    expect(code).toBe(1);
    expect(output).toContain("breaking, declared  DELETE");
    expect(output).toContain(`needs ${nextMinor} or later`);
    expect(output).toMatch(/not a breaking change\..*:\n\nGET \/gone: It was removed\.\n/);
    expect(output).not.toContain("Revert them");
  });

  it("lets a declared break with its version pass, once the change log tells it, until it is released", async () => {
    const { cwd, read } = await workspace(nextMinor, removeDelete);
    await writeFile(join(cwd, declaredBreaks), declaration);
    const outOfDate = await runDiff(cwd, "--check");
    expect(outOfDate).toMatchObject({ code: 1, output: expect.stringContaining("Fix: npm run diff") });
    expect((await runDiff(cwd)).code).toBe(0);
    expect(await read("CHANGELOG.md")).toContain("was removed. Why: Nobody used it.\n");

    expect((await runDiff(cwd, "--release")).code).toBe(0);
    expect(await read(baseline)).toBe(await read("generated/openapi.yaml"));
    expect(await read("CHANGELOG.md")).toMatch(new RegExp(`^## \\[${nextMinor}\\] - \\d{4}-\\d{2}-\\d{2}$`, "m"));
    const again = await runDiff(cwd, "--release");
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining("is already released") });
  });

  it("shows the changes and what to fix on a pull request, each as one annotation", async () => {
    const { cwd } = await workspace(contract.info.version, removeDelete);
    vi.stubEnv("GITHUB_ACTIONS", "true");
    const { output } = await runDiff(cwd, "--check");
    vi.unstubAllEnvs();
    const annotations = output.split("\n").filter((line) => line.startsWith("::"));
    expect(annotations).toEqual([
      expect.stringMatching(
        /^::warning file=generated\/openapi\.yaml,title=Changes since .*%3A 1 breaking%2C .*::breaking  DELETE/,
      ),
      expect.stringMatching(/^::error file=generated\/openapi\.yaml,title=The contract's .*::.*%0A.*reason: ""/),
    ]);
    vi.stubEnv("GITHUB_ACTIONS", "");
    expect((await runDiff(cwd, "--check")).output).not.toContain("::");
    vi.unstubAllEnvs();
  });

  it("counts once what is written once: a property that types share, and a list of permissions", async () => {
    const description = "A name.";
    const names = ["educationSynchronizationProfile", "educationSynchronizationProfileCreate"];
    const { cwd } = await workspace(contract.info.version, (document) => {
      for (const name of names) document.components.schemas[name].properties.displayName.description = description;
      document.paths[item].get.security.splice(1, 1);
    });
    const { output } = await runDiff(cwd);
    expect(output).toMatch(
      /schemas\/\w+\/properties\/displayName, schemas\/\w+\/properties\/displayName: `description`/,
    );
    expect(output).toMatch(new RegExp(`breaking +GET ${item.replace(/[{}]/g, "\\$&")} security: `));
    expect(output).toContain("1 breaking, 0 additions, 1 patch.");
  });

  it("raises the version wherever it stands to what the changes need, and no further", async () => {
    const { cwd, read } = await workspace(contract.info.version, removeDelete);
    await writeFile(join(cwd, declaredBreaks), declaration);
    await cp("openapi/openapi.yaml", join(cwd, "openapi/openapi.yaml"));
    await writeFile(join(cwd, "generated/openapi.yaml"), stringify(JSON.parse(await read("generated/openapi.yaml"))));
    await cp("package-lock.json", join(cwd, "package-lock.json"));
    const json = `{ "info": { "version": "${contract.info.version}" }, "other": { "version": "9" } }`;
    await writeFile(join(cwd, "generated/openapi.json"), json);
    expect(await runDiff(cwd, "--bump")).toMatchObject({
      code: 0,
      output: expect.stringContaining(`The version is now ${nextMinor}, in openapi/openapi.yaml, `),
    });
    for (const file of ["openapi/openapi.yaml", "generated/openapi.yaml"])
      expect(await read(file)).toContain(`\n  version: ${nextMinor}\n`);
    expect(JSON.parse(await read("generated/openapi.json"))).toEqual({
      info: { version: nextMinor },
      other: { version: "9" },
    });
    expect(JSON.parse(await read("package.json"))).toEqual({ version: nextMinor });
    const before = JSON.parse(await readFile("package-lock.json", "utf8"));
    before.version = before.packages[""].version = nextMinor;
    expect(JSON.parse(await read("package-lock.json"))).toEqual(before);
    expect(await read("CHANGELOG.md")).toContain(`## [${nextMinor}] - Unreleased`);
    const again = await runDiff(cwd, "--bump");
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining(`The version ${nextMinor} is high enough`),
    });
  });

  it("makes the first release where there is none", async () => {
    const { cwd, read } = await workspace(contract.info.version);
    await rm(join(cwd, baseline));
    const missing = await runDiff(cwd, "--check");
    expect(missing).toMatchObject({ code: 0, output: expect.stringContaining("Nothing has been released yet") });
    expect((await runDiff(cwd, "--release")).code).toBe(0);
    expect(await read(baseline)).toBe(await read("generated/openapi.yaml"));
  });

  it("won't rate by no rules", async () => {
    const { cwd } = await workspace(contract.info.version, removeDelete);
    await writeFile(join(cwd, "openapi/released/redocly.yaml"), "extends: []\n");
    expect(await runDiff(cwd)).toMatchObject({ code: 1, output: expect.stringContaining("add diff-recommended") });
  });

  it("explains itself, and tells wrong use from a finding", async () => {
    expect(await runDiff(".", "--help")).toMatchObject({ code: 0, output: expect.stringContaining("Exit code: 0") });
    expect(await runDiff(".", "--relase")).toMatchObject({ code: 2, output: expect.stringContaining("--relase") });
    const both = await runDiff(".", "--check", "--release");
    expect(both).toMatchObject({ code: 2, output: expect.stringContaining("one of them") });
  });
});
