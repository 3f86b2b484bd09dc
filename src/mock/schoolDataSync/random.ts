import { createHash, randomUUID } from "node:crypto";

export interface Random {
  /** From 0 to 1, exclusive. */
  fraction: () => number;
  uuid: () => string;
}

const bytesOf = (seed: string, drawn: number): Buffer => createHash("sha256").update(`${seed} ${drawn}`).digest();

/** The nth UUID of a seed. */
export function seededUuid(seed: string, drawn: number): string {
  const hex = bytesOf(seed, drawn).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Random values; with a seed, always the same ones in the same order. */
export function createRandom(seed: string | undefined): Random {
  if (seed === undefined) return { fraction: Math.random, uuid: randomUUID };
  let drawn = 0;
  return {
    fraction: () => bytesOf(seed, (drawn += 1)).readUInt32BE() / 2 ** 32,
    uuid: () => seededUuid(seed, (drawn += 1)),
  };
}
