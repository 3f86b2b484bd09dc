import type { UploadedFile, UploadedFiles } from "./uploadedFiles.ts";
import type { StoredFiles } from "../../store/profileStore.ts";
import { nextTurn } from "../../turns.ts";

/** What is stored of a file apart from its values. Earlier versions stored only a part of it. */
type Stored = Omit<UploadedFile, "keys" | "references">;
type Earlier = Omit<Stored, keyof typeof absent | "blobName"> & Partial<Stored>;

const absent = { names: "SDS" as const, optionalColumns: [], rejected: [] };

/** The first line of a stored text. Each further line has some of the keys, or some of the values of one column. */
type Head = Earlier & { hasKeys: boolean; columns: string[] };
type Line = ["keys", string[]] | [column: number, values: [value: string, count: number][]];

/** The previous format, in one line. */
type Whole = Earlier & {
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

// An earlier version stored only the lower-case name.
const completed = (stored: Earlier): Stored => ({ ...absent, blobName: stored.fileName, ...stored });

function* linesOf({ keys, references, ...stored }: UploadedFile): Generator<Head | Line> {
  yield { ...stored, hasKeys: keys !== undefined, columns: [...references.keys()] };
  for (const chunk of chunksOf(keys ?? [])) yield ["keys", chunk];
  for (const [column, values] of [...references.values()].entries())
    for (const chunk of chunksOf(values)) yield [column, chunk];
}

async function textOf(file: UploadedFile): Promise<string> {
  const lines: string[] = [];
  for (const line of linesOf(file)) {
    lines.push(JSON.stringify(line));
    await nextTurn();
  }
  return lines.join("\n");
}

async function fileIn(text: string): Promise<UploadedFile> {
  const [first = "", ...lines] = text.split("\n");
  const head = JSON.parse(first) as Head | Whole;
  if ("references" in head) {
    const { keys, references, ...stored } = head;
    return {
      ...completed(stored),
      keys: keys && new Set(keys),
      references: new Map(references.map(([column, values]) => [column, new Map(values)])),
    };
  }
  const { hasKeys, columns, ...stored } = head;
  const keys = new Set<string>();
  const references = columns.map((column) => [column, new Map<string, number>()] as const);
  for (const line of lines) {
    const parsed = JSON.parse(line) as Line;
    if (parsed[0] === "keys") for (const key of parsed[1]) keys.add(key);
    else for (const [value, count] of parsed[1]) references[parsed[0]]?.[1].set(value, count);
    await nextTurn();
  }
  return { ...completed(stored), keys: hasKeys ? keys : undefined, references: new Map(references) };
}

/** Stores the summaries of one profile's files in the store, together with the profile. */
export const storedUploads = (files: StoredFiles, profileId: string): UploadedFiles => ({
  put: async (_, file, isNew = false) => files.put(profileId, file.blobName, await textOf(file), isNew),
  has: async (_, blobName) => (await files.names(profileId)).includes(blobName),
  names: () => files.names(profileId),
  of: async () => {
    const uploaded: UploadedFile[] = [];
    for (const text of await files.texts(profileId)) uploaded.push(await fileIn(text));
    return uploaded;
  },
  version: () => files.version(profileId),
  drop: () => {},
});
