import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type CsvFileSummary, readCsvFile } from "../mock/schoolDataSync/files/inspectFile.ts";
import { type VerificationMessage, verifyCsvFiles } from "../mock/schoolDataSync/files/verifyFiles.ts";

/** A mistake in how the command was called. */
class UsageError extends Error {}

/** The CSV files of a folder, in the order of their names. */
async function csvFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new UsageError(`The folder ${folder} does not exist.`);
    if (error.code === "ENOTDIR") throw new UsageError(`${folder} is a file. Name the folder that contains it.`);
    throw new UsageError(`The folder ${folder} can't be read: ${error.message}`);
  });
  const names = entries.filter((entry) => !entry.isDirectory() && /\.csv$/i.test(entry.name)).map(({ name }) => name);
  if (names.length > 0) return names.sort();
  const csv = entries.some((entry) => entry.isDirectory() && entry.name === "csv");
  throw new UsageError(`The folder ${folder} has no CSV files.${csv ? ` Did you mean ${join(folder, "csv")}?` : ""}`);
}

/** Shows progress on the terminal if reading takes longer than a second. */
function progress(total: number): { add: (bytes: number) => void; end: () => void } {
  let [read, shown, next] = [0, false, performance.now() + 1_000];
  return {
    add(bytes) {
      read += bytes;
      if (!process.stderr.isTTY || performance.now() < next) return;
      [shown, next] = [true, performance.now() + 200];
      process.stderr.write(`\rReading: ${Math.floor((100 * read) / total)} % of ${Math.ceil(total / 1e6)} MB`);
    },
    end: () => void (shown && process.stderr.write("\r\u001b[K")),
  };
}

async function* chunksOf(path: string, add: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    add(chunk.length);
    yield chunk;
  }
}

async function messagesAbout(folder: string): Promise<VerificationMessage[]> {
  const names = await csvFilesIn(folder);
  const paths = names.map((name) => join(folder, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const { add, end } = progress(sizes.reduce((sum, size) => sum + size, 0));
  const summaries: CsvFileSummary[] = [];
  for (const [index, path] of paths.entries()) {
    summaries.push(await readCsvFile(names[index] as string, chunksOf(path, add)));
  }
  end();
  const repeated = names.filter((name, at) =>
    names.slice(0, at).some((other) => other.toLowerCase() === name.toLowerCase()),
  );
  const description =
    "The folder has another file whose name differs only in case. Whichever is uploaded last is used.";
  return [
    ...repeated.map((name): VerificationMessage => ({ type: "Warning", fileName: name.toLowerCase(), description })),
    ...verifyCsvFiles(summaries),
  ];
}

function table(messages: readonly VerificationMessage[]): string {
  const width = Math.max(...messages.map(({ fileName }) => fileName.length));
  return messages
    .map(({ type, fileName, description }) => `${type.padEnd(7)}  ${fileName.padEnd(width)}  ${description}`)
    .join("\n");
}

/** Prints what starting a sync would report about the CSV files in a folder. Fails if the sync would not start. */
export async function checkCommand(folder: string, { json = false }: { json?: boolean }): Promise<void> {
  try {
    const messages = await messagesAbout(folder);
    const errors = messages.filter(({ type }) => type === "Error").length;
    process.exitCode = errors > 0 ? 1 : 0;
    if (json) return console.log(JSON.stringify({ value: messages }, undefined, 2));
    if (messages.length > 0) console.log(`${table(messages)}\n`);
    const warnings = messages.length - errors;
    console.log(
      errors > 0
        ? `A sync would not start. Errors: ${errors}, warnings: ${warnings}.`
        : `A sync would start. Warnings: ${warnings}.`,
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
