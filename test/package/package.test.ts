import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import ts from "typescript";
import { bundlePrism } from "../../src/pipeline/bundlePrism.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const execute = promisify(execFile);
const dom = ["dom", "dom.iterable"];
// A browser's types suffice; those of Node.js take longer to check than everything else.
const nodenext = { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022", ...dom], types: [] };
const compilers = [
  { name: "TypeScript 5.9", compiler: "typescript" },
  { name: "TypeScript 7", compiler: "typescript-7" },
];
const otherResolutions = [
  { module: "node16", moduleResolution: "node16", lib: ["es2022"] },
  { module: "esnext", moduleResolution: "bundler", lib: ["es2022", ...dom], types: [] },
];
const kibibyte = 1024;

/** A project that has installed the tarball: the package and its one dependency. */
let consumer: string;
let tarball: string;
let installed: string;

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))));
  return sizes.filter((each) => each.isFile()).reduce((sum, { size }) => sum + size, 0);
}

const run = (file: string, ...options: string[]): Promise<{ stdout: string }> =>
  execute(process.execPath, [...options, file], { cwd: consumer });

beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  const { stdout } = await execute("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", consumer]);
  tarball = join(consumer, stdout.trim().split("\n").at(-1) as string);
  await writeFile(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  await execute("npm", ["install", "--silent", "--no-audit", "--prefer-offline", tarball], { cwd: consumer });
  installed = join(consumer, "node_modules/graph-education-sync");
}, 180_000);
afterAll(() => rm(consumer, { recursive: true }));

describe("the package", () => {
  it("passes publint", async () => {
    const { messages } = await publint({
      pack: { tarball: new Uint8Array(await readFile(tarball)).buffer },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  it("has types that resolve in each kind of project", async () => {
    const attw = resolve("node_modules/@arethetypeswrong/cli/dist/index.js");
    const options = ["--format", "json", "--entrypoints", ".", "./mock"];
    const checked = execute(process.execPath, [attw, tarball, ...options], { maxBuffer: Infinity });
    const { stdout } = await checked.catch((error: { stdout: string }) => error);
    const { analysis } = JSON.parse(stdout) as {
      analysis: { entrypoints: object; problems: unknown[] };
    };
    expect(Object.keys(analysis.entrypoints)).toEqual([".", "./mock"]);
    expect(analysis.problems).toEqual([]);
  }, 180_000);

  it("contains only files that users need", async () => {
    const names = (await readdir(installed)).sort();
    expect(names).toEqual([..."CHANGELOG.md LICENSE README.md dist generated openapi package.json src".split(" ")]);
    expect((await readdir(join(installed, "generated"))).sort()).toEqual([
      "control.json",
      "llms.txt",
      "openapi.json",
      "openapi.yaml",
      "reference",
      "reference.md",
    ]);
    expect((await readdir(join(installed, "dist/pages"))).sort()).toEqual(["console.html.gz", "reference.html.gz"]);
  });

  it("has no any in its types", async () => {
    const names = (await readdir(join(installed, "dist"), { recursive: true })).filter((name) =>
      /\.d\.[mc]ts$/.test(name),
    );
    const found: string[] = [];
    for (const name of names) {
      const file = join(installed, "dist", name);
      const source = ts.createSourceFile(file, await readFile(file, "utf8"), ts.ScriptTarget.Latest);
      (function visit(node: ts.Node): void {
        if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${name} at ${node.pos}`);
        ts.forEachChild(node, visit);
      })(source);
    }
    expect(names).toContain("index.d.mts");
    expect(found).toEqual([]);
  });

  it("installs as three packages, including the mock", async () => {
    const names = (await readdir(join(consumer, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(names.sort()).toEqual(["graph-education-sync", "openapi-fetch", "openapi-typescript-helpers"]);
  });

  it("stays within its size limits", async () => {
    const sizes = { tarball: (await stat(tarball)).size, installed: await bytesIn(join(consumer, "node_modules")) };
    console.log(
      Object.entries(sizes)
        .map(([name, size]) => `${name} ${Math.round(size / kibibyte)} KiB`)
        .join(", "),
    );
    expect(sizes.installed).toBeLessThanOrEqual(5.6e6);
    expect(sizes.tarball).toBeLessThanOrEqual(1700 * kibibyte);
  });

  it("names the licence of everything bundled into it", async () => {
    const notices = await readFile(join(installed, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    const files = (await readdir(join(installed, "dist/thirdParty"), { recursive: true })).filter((name) =>
      name.endsWith(".cjs"),
    );
    const bundled = files.map((name) => name.slice(0, -".cjs".length)).filter((name) => name !== "prism");
    const ofPrism = (await bundlePrism()).flatMap(
      (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
    );
    const names = [...ofPrism, ...bundled];
    expect(new Set(names).size).toBeGreaterThan(50);
    const missing = [...new Set(names)].filter((name) => !new RegExp(`^${name} \\d+\\.`, "m").test(notices));
    expect(missing).toEqual([]);
    expect(notices).not.toMatch(/not stated|^Licence: /m);
    for (const part of ["preact 11", "redoc@3", "react@19", "styled-components@6", "stylis@4", "DOMPurify 3"])
      expect(notices).toContain(part);
  });

  it("loads none of the mock when the client is imported", async () => {
    await writeFile(
      join(consumer, "loaded.cjs"),
      `require("graph-education-sync"); console.log(Object.keys(require.cache).filter((file) => /mock|thirdParty/.test(file)));`,
    );
    expect((await run("loaded.cjs")).stdout).toBe("[]\n");
  });
});

const call = (load: string): string => `
${load}
const client = createGraphEducationClient({ getToken: () => "any-token", fetch: async (request) => {
  console.log(request.method, request.url, request.headers.get("authorization"));
  return Response.json({ value: [] });
} });
client.GET("/education/synchronizationProfiles").then(({ data }) => console.log(data));
`;
const printed =
  "GET https://graph.microsoft.com/beta/education/synchronizationProfiles Bearer any-token\n{ value: [] }\n";

/** The compiler's output for these files in the consumer's folder; empty if it finds no fault. */
async function compile(compiler: string, files: Record<string, string>, options: object): Promise<string> {
  const typeRoots = [resolve("node_modules/@types")];
  const strictly = {
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    target: "es2022",
    types: ["node"],
    typeRoots,
  };
  const compilerOptions = { ...strictly, ...options };
  for (const [name, program] of Object.entries(files)) await writeFile(join(consumer, name), program);
  await writeFile(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const tsc = resolve(`node_modules/${compiler}/bin/tsc`);
  const compiled = execute(process.execPath, [tsc, "--pretty", "false", "--project", consumer], { cwd: consumer });
  return (await compiled.catch((error: { stdout: string }) => error)).stdout;
}

const beforeMistakes = `
import { createGraphEducationClient, type EducationSynchronizationProfileCreate } from "graph-education-sync";
const client = createGraphEducationClient();
const path = "/education/synchronizationProfiles";
const others = {
  displayName: "Fabrikam",
  identitySynchronizationConfiguration: { "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration", userDomains: [] },
  licensesToAssign: [],
  handleSpecialCharacterConstraint: false,
} satisfies Partial<EducationSynchronizationProfileCreate>;`;

const withBody = (body: string): [string, string] => [
  `((body: EducationSynchronizationProfileCreate) => body)(${body});`,
  `client.POST(path, { body: ${body} });`,
];
const misspelt = 'client.GET("/education/synchronisationProfiles", {});';
const mistakes: [mistake: string, named: RegExp, annotated: string, inline: string][] = [
  ["a path is misspelt", /'"\/education\/synchronisationProfiles"' is not assignable/, misspelt, misspelt],
  [
    "an @odata.type has the old namespace",
    /Did you mean '"#microsoft\.graph\.educationCsvDataProvider"'\?/,
    ...withBody(
      '{ ...others, dataProvider: { "@odata.type": "#Microsoft.Education.DataSync.educationCsvDataProvider" } }',
    ),
  ],
  [
    "a property belongs to another provider",
    /'connectionUrl' does not exist in type/,
    ...withBody(
      '{ ...others, dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider", connectionUrl: "" } }',
    ),
  ],
  [
    "an @odata.type is missing",
    /is missing the following properties from type [^]*: "@odata.type"/,
    ...withBody("{ ...others, dataProvider: { customizations: null } }"),
  ],
  [
    "required properties are missing",
    /is missing the following [^]*: dataProvider, /,
    ...withBody('{ displayName: "" }'),
  ],
];

describe("a project that has installed the package", () => {
  it("imports the client from ESM", async () => {
    await writeFile(
      join(consumer, "esm.mjs"),
      call('import { createGraphEducationClient } from "graph-education-sync";'),
    );
    expect((await run("esm.mjs")).stdout).toBe(printed);
  });

  it("requires the client from CommonJS", async () => {
    await writeFile(
      join(consumer, "cjs.cjs"),
      call('const { createGraphEducationClient } = require("graph-education-sync");'),
    );
    expect((await run("cjs.cjs")).stdout).toBe(printed);
  });

  const program = `
import { createGraphEducationClient, type EducationSynchronizationProfile, unwrap } from "graph-education-sync";
import { type Mock, startMock } from "graph-education-sync/mock";
const client = createGraphEducationClient({ getToken: () => "any-token" });
export const start = (seed: EducationSynchronizationProfile): Promise<Mock> => startMock({ profiles: [seed] });
export async function first(id: string): Promise<EducationSynchronizationProfile["state"]> {
  const path = { educationSynchronizationProfileId: id };
  return unwrap(await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } })).state;
}
`;
  const programs = { "consumer.mts": program, "consumer.cts": program };

  it.each(otherResolutions)(
    "compiles with TypeScript 7 and $moduleResolution resolution, without skipLibCheck",
    async (options) => {
      expect(await compile("typescript-7", programs, options)).toBe("");
    },
    180_000,
  );

  describe.each(compilers)("compiled by $name with nodenext resolution, without skipLibCheck,", ({ compiler }) => {
    let messages: string[];
    const calls = mistakes.flatMap(([, , annotated, inline]) => [annotated, inline]);
    beforeAll(async () => {
      const files = { ...programs, "mistakes.mts": `${beforeMistakes}\n${calls.join("\n")}\n` };
      const output = await compile(compiler, files, nodenext);
      messages = output.split(/^(?=\S+\()/m).filter(Boolean);
    }, 180_000);

    it("gets no error if it makes no mistake", () => {
      expect(messages.filter((message) => !message.startsWith("mistakes.mts("))).toEqual([]);
      expect(messages).toHaveLength(calls.length);
    });

    it.each(mistakes.map(([mistake, named], index) => [mistake, named, index] as const))(
      "gets a short error if %s",
      (_, named, index) => {
        const [annotated = "", inline = ""] = messages
          .slice(index * 2)
          .map((message) => message.replace("mistakes.mts", ""));
        expect(annotated).toMatch(named);
        expect(annotated.length, annotated).toBeLessThanOrEqual(500);
        // Within a call, openapi-fetch loses the names of the types, which makes the message longer.
        expect(inline).toMatch(named);
      },
    );
  });

  it.each(["openapi.yaml", "openapi.json", "package.json"])("resolves %s", async (name) => {
    await writeFile(join(consumer, "find.cjs"), `console.log(require.resolve("graph-education-sync/${name}"))`);
    const { stdout } = await run("find.cjs");
    expect(existsSync(stdout.trim())).toBe(true);
  });

  it("prints the version with --version", async () => {
    const { stdout } = await execute(join(consumer, "node_modules/.bin/graph-education-sync"), ["--version"]);
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect(stdout).toBe(`${version}\n`);
  });

  it("starts the mock with its command", async () => {
    const command = join(consumer, "node_modules/.bin/graph-education-sync");
    const mock: ChildProcess = spawn(command, ["mock", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<number | null>((done) => mock.once("exit", done));
    const url = await new Promise<string>((found) => {
      mock.stdout?.on("data", (text: Buffer) => {
        const address = /listening on (\S+)/.exec(text.toString())?.[1];
        if (address) found(address);
      });
    });
    const answer = await fetch(`${url}/education/synchronizationProfiles`, {
      headers: { authorization: "Bearer any-token" },
    });
    expect(await answer.json()).toMatchObject({ value: [] });
    // Prism writes this message.
    const refused = await fetch(`${url}/education/synchronizationProfiles`, {
      method: "POST",
      headers: { authorization: "Bearer any-token", "content-type": "application/json" },
      body: '{"unheard": true}',
    });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("The property 'unheard' is unknown");
    for (const encoding of ["gzip", "identity"]) {
      const page = await fetch(url, { headers: { "accept-encoding": encoding } });
      expect(await page.text()).toContain("<title>Microsoft Graph education synchronization profiles");
    }
    mock.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it.each([
    ["classic-level", "store", "store"],
    ["ioredis", "redis://:hush@redis.example", "redis://redis.example"],
  ])("says in one line that a store needs %s", async (name, store, shown) => {
    const command = join(consumer, "node_modules/.bin/graph-education-sync");
    const ended = execute(command, ["mock", "--port", "0", "--store", store], { cwd: consumer });
    const stderr = `The store ${shown} can't be used: the package ${name} is missing; run npm install ${name}.\n`;
    await expect(ended).rejects.toMatchObject({ code: 1, stderr });
    expect(existsSync(join(consumer, "store"))).toBe(false);
  });

  it.each([
    ["ESM", "mock.mjs", 'import { startMock } from "graph-education-sync/mock";'],
    ["CommonJS", "mock.cjs", 'const { startMock } = require("graph-education-sync/mock");'],
  ])("starts a mock from %s", async (_, file, load) => {
    await writeFile(
      join(consumer, file),
      `${load}\nstartMock({ profiles: "examples" }).then((mock) => { console.log(mock.url); return mock.close(); });`,
    );
    // As in Jest, which can't require an ES module.
    const { stdout } = await run(file, "--no-experimental-require-module");
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  });
});
