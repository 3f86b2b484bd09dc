import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contractExample } from "../mock/contract/document.ts";
import { packageFolder } from "../packageFolder.ts";
import { requestsFile } from "./requestsFile.ts";

const csvFolder = new URL("openapi/examples/csvNewAccounts/csv/", packageFolder);

/** The files for a first sync, by path: the body of a create, the six CSV files, and the requests. */
export function sampleFiles(): Record<string, string> {
  const profile = JSON.stringify(contractExample("csvNewAccounts.createRequest"), undefined, 2);
  const csv = Object.fromEntries(
    readdirSync(csvFolder).map((name) => [name, readFileSync(new URL(name, csvFolder), "utf8")]),
  );
  return {
    "profile.json": `${profile}\n`,
    ...Object.fromEntries(Object.entries(csv).map(([name, rows]) => [`csv/${name}`, rows])),
    "requests.http": requestsFile(csv),
  };
}

/** Whether `path` exists. Throws for a link, which may lead anywhere, even to something that does not exist yet. */
function exists(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) throw new Error(`${path} is a link. Remove it, or name another folder.`);
  return stats !== undefined;
}

/** Writes the samples into a folder; writes nothing if one of the files exists with other content. */
export function samplesCommand(folder: string): void {
  const files = Object.entries(sampleFiles()).map(([name, content]) => ({ path: join(folder, name), content }));
  try {
    exists(join(folder, "csv"));
    const existing = files.filter(({ path }) => exists(path));
    const changed = existing.filter(({ path, content }) => readFileSync(path, "utf8") !== content);
    if (changed.length > 0) {
      const paths = changed.map(({ path }) => path).join(", ");
      console.error(`Nothing was written: ${paths} would be overwritten. Remove it, or name another folder.`);
      process.exitCode = 1;
      return;
    }
    for (const { path, content } of files.filter((file) => !existing.includes(file))) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { flag: "wx" });
    }
    console.log(files.map(({ path }) => path).join("\n"));
  } catch (error) {
    console.error(`The samples can't be written: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
