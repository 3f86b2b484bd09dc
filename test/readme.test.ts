import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command } from "./mock/startCommand.ts";

const execute = promisify(execFile);
const documentedUrl = "http://127.0.0.1:4010";

interface Block {
  language: string;
  text: string;
}

const readme = await readFile("README.md", "utf8");
const info = await readFile("openapi/info.md", "utf8");
const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)].map(([, indent = "", language = "", text = ""]) => ({
    language,
    text: text.replaceAll(`\n${indent}`, "\n").slice(indent.length),
  }));
// A service for a team takes certificates and a proxy; readmeOfService.test.ts brings them.
const forOneself = readme.replace(/^## Keep it running for a team\n[\s\S]*?(?=^## )/m, "");
const [start, ...blocks] = blocksOf(forOneself);

const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
const bin = join(folder, "bin");
const work = join(folder, "work");
const env = { ...process.env, PATH: [bin, process.env["PATH"]].join(delimiter) };

// What npm would fetch of this package from its registry is taken from here.
const npx = `#!/bin/sh
[ "$1" = graph-education-sync ] && shift && exec "${process.execPath}" "${resolve(command)}" "$@"
exit 1
`;
const npm = `#!/bin/sh
[ "$*" = "install graph-education-sync" ] && mkdir -p node_modules && ln -s "${resolve(".")}" node_modules/graph-education-sync
`;

let url: string;
const printed: string[] = [];
let stop: () => Promise<void>;
beforeAll(async () => {
  await Promise.all([mkdir(bin), mkdir(work)]);
  await Promise.all(
    Object.entries({ npx, npm }).map(([name, script]) => writeFile(join(bin, name), script, { mode: 0o755 })),
  );
  const mock = spawn("sh", ["-c", `exec ${start?.text} --port 0`], {
    cwd: work,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => mock.once("exit", done));
  stop = async () => {
    mock.kill("SIGINT");
    await ended;
  };
  for await (const line of createInterface({ input: mock.stdout })) {
    printed.push(line);
    url ??= /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? url;
    if (line.startsWith("curl ")) break;
  }
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

/** Pastes the README's blocks into one shell, and returns what each printed. */
async function paste(): Promise<string[]> {
  const separator = "--- next block ---";
  const scripts = await Promise.all(
    blocks.map(async ({ language, text }) => {
      const name = /^\/\/ (\w+\.mjs)\n/.exec(text)?.[1];
      if (name) await writeFile(join(work, name), text.replaceAll(documentedUrl, url));
      if (name) return `node ${name}`;
      return language === "sh" ? text.replaceAll(documentedUrl, url) : ":";
    }),
  );
  const { stdout } = await execute("sh", ["-ec", scripts.join(`\necho '${separator}'\n`)], {
    cwd: work,
    env,
    timeout: 60_000,
  });
  return stdout.split(`${separator}\n`);
}

describe("the README", () => {
  it("starts the mock as its reader does", () => {
    expect(start).toEqual({ language: "sh", text: "npx graph-education-sync mock" });
    expect(printed.join("\n")).toContain("It is not Microsoft Graph");
  });

  it("shows blocks that run as they are, one after the other, in an empty folder", async () => {
    const outputs = await paste();
    const outputOf = (part: string): string => {
      const index = blocks.findIndex(({ text }) => text.includes(part));
      expect(index, part).not.toBe(-1);
      return (outputs[index] as string).replaceAll(url, documentedUrl);
    };
    expect(outputOf("-d @profile.json")).toMatch(/\r\nLocation: \S+\/86904b1e-c7d0-4ead-b13a-98f11fc400ee\r\n/i);
    expect(outputOf('"state":"provisioned"')).toContain("Fabrikam Unified School District");
    expect(outputOf("$profile/start")).toMatch(/"value":\[\]/);
    expect(outputOf("$profile/errors")).toMatch(/"status":"success"[\s\S]*"value":\[\]/);
    expect(outputOf("uploadCsvFiles")).toBe("[]\nsuccess 0\n");
    expect(outputOf("paginate")).toContain("Fabrikam Unified School District provisioned\n");
    expect(outputOf("startMock")).toMatch(/^http:\S+ 0\n$/);
    const answer = blocks.find(({ language }) => language === "json");
    expect(JSON.parse(outputOf("Contoso School District"))).toEqual(JSON.parse(answer?.text ?? ""));
  });

  it("has the same first run as the reference", () => {
    const firstRun = (markdown: string) => {
      const shell = blocksOf(markdown).filter(({ language }) => language === "sh");
      return shell.slice(0, 1 + shell.findIndex(({ text }) => text.includes("$profile/errors")));
    };
    expect(firstRun(readme).length).toBe(5);
    expect(firstRun(info)).toEqual(firstRun(readme));
  });

  it("names only scripts that exist", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
