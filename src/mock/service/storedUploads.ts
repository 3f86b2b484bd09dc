import type { CsvFileSummary } from "../blobStorage/csv/inspectFile.ts";
import type { UploadedFiles } from "../blobStorage/uploadedFiles.ts";
import type { StoredFiles } from "../store/profileStore.ts";
import { nextTurn } from "../turns.ts";

const errors = { stored: undefined, exists: "AlreadyExists", noProfile: "UnknownContainer" } as const;

/** The first line of a text. Each further line has some of the keys, or some of the values of one column. */
type Head = Omit<CsvFileSummary, "keys" | "references"> & { hasKeys: boolean; columns: string[] };
type Line = ["keys", string[]] | [column: number, values: [value: string, count: number][]];

/** How a text was before, in one line. */
type Whole = Omit<CsvFileSummary, "keys" | "references"> & {
  keys?: string[];
  references: [column: string, values: [value: string, count: number][]][];
};

const valuesInLine = 5000;

function* chunksOf<T>(values: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length < valuesInLine) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function* linesOf({ keys, references, ...summary }: CsvFileSummary): Generator<Head | Line> {
  yield { ...summary, hasKeys: keys !== undefined, columns: [...references.keys()] };
  for (const chunk of chunksOf(keys ?? [])) yield ["keys", chunk];
  for (const [column, values] of [...references.values()].entries())
    for (const chunk of chunksOf(values)) yield [column, chunk];
}

async function textOf(summary: CsvFileSummary): Promise<string> {
  const lines: string[] = [];
  for (const line of linesOf(summary)) {
    lines.push(JSON.stringify(line));
    await nextTurn();
  }
  return lines.join("\n");
}

async function summaryIn(text: string): Promise<CsvFileSummary> {
  const [first = "", ...lines] = text.split("\n");
  const head = JSON.parse(first) as Head | Whole;
  if ("references" in head) {
    const { keys, references, ...summary } = head;
    return {
      // What an earlier version has stored lacks them.
      ...{ names: "SDS" as const, optionalColumns: [], rejected: [] },
      ...summary,
      keys: keys && new Set(keys),
      references: new Map(references.map(([column, values]) => [column, new Map(values)])),
    };
  }
  const { hasKeys, columns, ...summary } = head;
  const keys = new Set<string>();
  const references = columns.map((column) => [column, new Map<string, number>()] as const);
  for (const line of lines) {
    const parsed = JSON.parse(line) as Line;
    if (parsed[0] === "keys") for (const key of parsed[1]) keys.add(key);
    else for (const [value, count] of parsed[1]) references[parsed[0]]?.[1].set(value, count);
    await nextTurn();
  }
  return { ...summary, keys: hasKeys ? keys : undefined, references: new Map(references) };
}

/**
 * Keeps what is known of the uploaded files in the store, where they go with their profile. Uncommitted blocks stay in
 * the memory of this process.
 *
 * @param profileIdOf the profile that a container belongs to
 */
export const storedUploads = (
  files: StoredFiles,
  blocks: UploadedFiles["blocks"],
  profileIdOf: (container: string) => string,
): UploadedFiles => ({
  put: async (container, summary, isNew = false) =>
    errors[await files.put(profileIdOf(container), summary.fileName, await textOf(summary), isNew)],
  has: async (container, fileName) => (await files.names(profileIdOf(container))).includes(fileName.toLowerCase()),
  names: (container) => files.names(profileIdOf(container)),
  of: async (container) => {
    const summaries: CsvFileSummary[] = [];
    for (const text of await files.texts(profileIdOf(container))) summaries.push(await summaryIn(text));
    return summaries;
  },
  version: (container) => files.version(profileIdOf(container)),
  drop: (container) => blocks.drop(container),
  dropAll: (isDropped) => blocks.dropAll(isDropped),
  blocks,
});
