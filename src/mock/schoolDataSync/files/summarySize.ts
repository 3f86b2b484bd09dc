import type { CsvFileSummary } from "./inspectFile.ts";

/** Bytes of a summary without values, including its findings. */
const emptySummary = 2_000;

/** Bytes that V8 needs for an object with a few members. */
const object = 120;

/** Bytes that V8 needs for a string in addition to its characters. */
const stringHeader = 16;

/** Bytes that V8 needs for an entry of a Set or a Map, including its share of the hash table. */
const setEntry = 20;
const mapEntry = 28;

/** An estimate of the memory that a summary needs, in bytes. */
export function bytesIn(summary: CsvFileSummary): number {
  const { fileName, findings, keys, references, optionalColumns, rejected } = summary;
  const texts = [
    fileName,
    ...[...findings, ...optionalColumns].flatMap(({ columns, found = [] }) => [...columns, ...found]),
    ...rejected.flatMap(({ key, name }) => [key, name]),
  ];
  const objects = (optionalColumns.length + rejected.length) * object;
  const maps = [...references.values()].map((counts) => valuesIn(counts, mapEntry));
  const all = [emptySummary, objects, ...texts.map(stringSize), keys ? valuesIn(keys, setEntry) : 0, ...maps];
  return all.reduce((sum, bytes) => sum + bytes, 0);
}

function valuesIn(values: ReadonlySet<string> | ReadonlyMap<string, number>, entry: number): number {
  // Their capacity doubles when they are full.
  let bytes = entry * 2 ** Math.ceil(Math.log2(Math.max(values.size, 4)));
  for (const value of values.keys()) bytes += stringSize(value);
  return bytes;
}

function stringSize(text: string): number {
  const width = /[^\0-\xff]/.test(text) ? 2 : 1;
  return stringHeader + Math.ceil((text.length * width) / 8) * 8;
}
