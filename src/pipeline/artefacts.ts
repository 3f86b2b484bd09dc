import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A build product in `dist/`; not committed. */
export interface Artefact {
  title: string;
  /** The files and folders that the build writes. */
  files: string[];
  /** The files and folders that it is built from. */
  sources: string[];
  build: () => Promise<void>;
}

const controlTypes = ["generated/control.ts", "generated/controlTypes.ts", "generated/scenario.ts"];
const tools = ["package.json", "package-lock.json", "src/pipeline"];

const codeFiles = [
  "dist/cli",
  "dist/client",
  "dist/generated",
  "dist/mock",
  "dist/thirdParty",
  "dist/index.mjs",
  "dist/index.cjs",
  "dist/index.d.mts",
  "dist/index.d.cts",
  "dist/THIRD-PARTY-NOTICES.txt",
];

/** Everything that is built, with its sources. The builds don't depend on each other. */
export const artefacts = {
  validators: {
    title: "the validators",
    files: ["dist/contract/operations.json", "dist/contract/validators.cjs", "dist/contract/controlValidators.cjs"],
    sources: [...tools, "generated/openapi.json", "generated/control.json", "src/mock/contract"],
    build: async () => (await import("./compileContract.ts")).compileContract(),
  },
  console: {
    title: "the console",
    files: ["dist/pages/console.html.gz"],
    sources: [...tools, ...controlTypes, "src"],
    build: async () => (await import("../console/build.ts")).buildConsole(),
  },
  reference: {
    title: "the reference",
    files: ["dist/pages/reference.html", "dist/pages/reference.html.gz"],
    sources: [...tools, "generated/openapi.yaml", "generated/openapi.json", "openapi/plugins", "src"],
    build: async () => (await import("../reference/build.ts")).buildReference(),
  },
  code: {
    title: "the package",
    files: codeFiles,
    sources: [...tools, ...controlTypes, ...["generated/openapi.ts", "generated/types.ts", "src", "tsconfig.json"]],
    build: async () => (await import("./buildCode.ts")).buildCode(codeFiles),
  },
} satisfies Record<string, Artefact>;

export type ArtefactName = keyof typeof artefacts;

interface Modified {
  isFolder: boolean;
  at: number;
}

/** When a file, or everything in a folder, was last modified. */
function modified(path: string): Modified[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  const inside = entry.isDirectory() ? readdirSync(path).flatMap((name) => modified(join(path, name))) : [];
  return [{ isFolder: entry.isDirectory(), at: entry.mtimeMs }, ...inside];
}

function isStale({ files, sources }: Artefact): boolean {
  const built = files.map((path) => Math.min(...modified(path).flatMap(({ isFolder, at }) => (isFolder ? [] : [at]))));
  // Folders of sources count as well: they change when a file is removed.
  return built.includes(Infinity) || Math.max(...sources.flatMap(modified).map(({ at }) => at)) > Math.min(...built);
}

/** Builds these in parallel. */
export async function build(names: ArtefactName[]): Promise<void> {
  await Promise.all(names.map((name) => artefacts[name].build()));
}

/** Builds what is missing or older than its sources, optionally only some of it. Rejects with the tools' messages. */
export async function buildStale(among: string[] = Object.keys(artefacts)): Promise<void> {
  const stale = (Object.keys(artefacts) as ArtefactName[]).filter((name) => isStale(artefacts[name]));
  const names = stale.filter((name) => among.includes(name));
  if (names.length === 0) return;
  console.log(`Building ${names.map((name) => artefacts[name].title).join(", ")} …`);
  await build(names);
}
