import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slug } from "../src/reference/reference.ts";
import { freePort } from "./support/freePort.ts";

const execute = promisify(execFile);
const documentedPort = "4010";

interface Block {
  language: string;
  text: string;
}

const readme = await readFile("README.md", "utf8");
const gettingStarted = await readFile("src/reference/guide/gettingStarted.md", "utf8");
const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)].map(([, indent = "", language = "", text = ""]) => ({
    language,
    text: text.replaceAll(`\n${indent}`, "\n").slice(indent.length),
  }));
const [start, ...blocks] = blocksOf(readme);
const [install = "", run = ""] = start?.text.split("\n") ?? [];

const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
const checkout = join(folder, "graph-education-sync");
const work = join(folder, "work");
const port = String(await freePort());
const withPort = (text: string): string => text.replaceAll(documentedPort, port);
const withDocumentedPort = (text: string): string => text.replaceAll(port, documentedPort);
// A reader doesn't have the variables that npm and Vitest set for their children.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|NODE_OPTIONS|TEST_)/.test(name)),
);

const printed: string[] = [];
let stop: () => Promise<void>;
beforeAll(async () => {
  // The checkout is this one: npm ci has just been run in it.
  await Promise.all([symlink(resolve("."), checkout, "junction"), mkdir(work)]);
  const command = `${run} --port ${port}`;
  const mock = spawn(command, {
    cwd: checkout,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    shell: true,
    detached: true,
  });
  const ended = new Promise((done) => mock.once("exit", done));
  stop = async () => {
    // As Ctrl-C does, to everything that was started from this terminal.
    process.kill(-Number(mock.pid), "SIGINT");
    await ended;
  };
  for await (const line of createInterface({ input: mock.stdout })) {
    printed.push(line);
    if (line.endsWith("samples")) break;
  }
}, 120_000);
afterAll(async () => {
  await stop?.();
  await rm(folder, { recursive: true });
});

/** Pastes the README's blocks into one shell, and returns what each printed. */
async function paste(): Promise<string[]> {
  const separator = "--- next block ---";
  const scripts = await Promise.all(
    blocks.map(async ({ language, text }) => {
      const name = language === "js" ? /^\/\/ (\S+\.mjs)\n/.exec(text)?.[1] : undefined;
      if (name) await writeFile(join(work, name), withPort(text));
      return language === "sh" ? withPort(text) : ":";
    }),
  );
  const script = scripts.join(`\necho '${separator}'\n`);
  const { stdout } = await execute("sh", ["-ec", script], { cwd: work, env, timeout: 240_000, maxBuffer: 2 ** 26 });
  return stdout.split(`${separator}\n`);
}

describe.skipIf(process.platform === "win32")("the README", { timeout: 300_000 }, () => {
  it("starts with the install that CI runs, and with the command", async () => {
    expect(start?.language).toBe("sh");
    expect(await readFile(".ci/run", "utf8")).toContain(`\n${install} && npm test && npm run test:clients\n`);
    expect(run).toBe("npx graph-education-sync mock");
    expect(printed.join("\n")).toContain("It is not Microsoft Graph");
  });

  it("has shell blocks that run as they are, one after the other", async () => {
    const outputs = await paste();
    const outputOf = (part: string): string => {
      const index = blocks.findIndex(({ text }) => text.includes(part));
      expect(index, part).not.toBe(-1);
      return withDocumentedPort(outputs[index] as string);
    };
    expect(outputOf("profile.json")).toMatch(/\r\nLocation: \S+\/86904b1e-c7d0-4ead-b13a-98f11fc400ee\r\n/i);
    const sync = outputOf("$profile/start");
    expect(sync).toContain("Fabrikam Unified School District");
    expect(sync).toMatch(/"value":\[\][\s\S]*"status":"success"[\s\S]*"value":\[\]/);
    // Without a terminal, Node.js prints TAP up to version 22, and its own format from 23 on.
    expect(outputOf("node --test")).toMatch(/^[#ℹ] pass 1\n[#ℹ] fail 0\n/m);
    expect(outputOf("node sync.mjs")).toMatch(/^\[\]\n[\s\S]*status: 'success'/);
    expect(outputOf("npm run verify")).toMatch(/\n\d{4} passed, 0 failed\n$/);
  });

  it("marks blocks that can't run as they are as text", () => {
    const others = blocks.filter(({ language }) => !["sh", "js"].includes(language));
    expect(others.map(({ language, text }) => [language, text.split("\n").length])).toEqual([["text", 2]]);
    for (const { text } of others) expect(text).toMatch(/mock\.pem|redis:\/\/redis/);
  });

  it("names the file of each program", () => {
    const programs = blocks.filter(({ language }) => language === "js").map(({ text }) => text.split("\n")[0]);
    expect(programs).toEqual(["// profiles.test.mjs", "// sync.mjs"]);
  });

  it("has the same first run as the reference", () => {
    const firstRun = (markdown: string) => {
      const shell = blocksOf(markdown).filter(({ language }) => language === "sh");
      return shell.slice(0, 1 + shell.findIndex(({ text }) => text.includes("$profile/errors")));
    };
    expect(firstRun(readme).length).toBe(3);
    expect(firstRun(gettingStarted)).toEqual(firstRun(readme));
  });

  it("names only existing scripts, and links only to existing chapters", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const linked = [...readme.matchAll(/generated\/reference\/([\w-]+\.md)#([\w-]+)/g)];
    expect(linked.length).toBeGreaterThan(2);
    for (const [, file = "", anchor = ""] of linked) {
      const headings = (await readFile(`generated/reference/${file}`, "utf8")).match(/^#+ .*$/gm) ?? [];
      expect(headings.map((heading) => slug(heading.replace(/^#+ /, "")))).toContain(anchor);
    }
  });

  it("has at most 150 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});
