import { limits } from "../limits.ts";
import type { BlobError } from "./blobErrors.ts";

/** Bytes that a block needs in addition to its content. */
const overhead = 512;

/** As in Azure, a file's blocks are discarded a week after the last one was written. */
const lifetimeInMs = 7 * 24 * 60 * 60 * 1000;

export interface IncomingBlock {
  readonly container: string;
  readonly fileName: string;
  readonly id: string;
  /** In bytes. */
  readonly length: number;
  readonly now: Date;
}

export interface Reservation {
  /** Stores the block, replacing an earlier one with the same id. */
  fill(bytes: Uint8Array): void;
  /** Releases the reserved memory. */
  release(): void;
}

export interface UncommittedBlocks {
  /**
   * Reserves memory for a block that is about to arrive. To make room, drops all blocks of other files, least recently
   * written first.
   */
  reserve: (block: IncomingBlock) => Reservation | BlobError;
  /** The blocks of a file by id; empty for a file without any. */
  of(container: string, fileName: string, now: Date): ReadonlyMap<string, Uint8Array>;
  /** Drops the blocks of a file. */
  drop: (container: string, fileName: string) => void;
  /** Drops the blocks of all containers that match. */
  dropAll: (isDropped: (container: string) => boolean) => void;
}

interface Pending {
  readonly container: string;
  readonly blocks: Map<string, Uint8Array>;
  bytes: number;
  writtenAt: number;
}

/**
 * Stores blocks in memory until they are committed.
 *
 * @param limits.maxBytes total size of all blocks, including those arriving (default 256 MiB)
 * @param limits.maxBlocks per file (default 100,000, as in Azure)
 */
export function createUncommittedBlocks({
  maxBytes = limits.blocks.max,
  maxBlocks = 100_000,
}: { maxBytes?: number; maxBlocks?: number } = {}): UncommittedBlocks {
  // Least recently written first.
  const files = new Map<string, Pending>();
  let stored = 0;
  let arriving = 0;

  const keyOf = (container: string, fileName: string): string => `${container}\n${fileName}`;

  function remove(key: string): void {
    stored -= files.get(key)?.bytes ?? 0;
    files.delete(key);
  }

  function expire(now: Date): void {
    for (const [key, { writtenAt }] of files) {
      if (now.getTime() - writtenAt < lifetimeInMs) return;
      remove(key);
    }
  }

  function makeRoom(bytes: number, own: Pending | undefined): boolean {
    if (arriving + (own?.bytes ?? 0) + bytes > maxBytes) return false;
    for (const [key, oldest] of files) {
      if (stored + arriving + bytes <= maxBytes) break;
      if (oldest !== own) remove(key);
    }
    return true;
  }

  function store({ container, fileName, id, now }: IncomingBlock, bytes: Uint8Array): void {
    const key = keyOf(container, fileName);
    const file = files.get(key) ?? { container, blocks: new Map<string, Uint8Array>(), bytes: 0, writtenAt: 0 };
    remove(key);
    const earlier = file.blocks.get(id);
    file.blocks.set(id, bytes);
    file.bytes += bytes.length + overhead - (earlier ? earlier.length + overhead : 0);
    file.writtenAt = now.getTime();
    files.set(key, file);
    stored += file.bytes;
  }

  function dropAll(isDropped: (container: string) => boolean): void {
    for (const [key, { container }] of files) if (isDropped(container)) remove(key);
  }

  return {
    reserve(block) {
      const { container, fileName, id, length, now } = block;
      expire(now);
      const own = files.get(keyOf(container, fileName));
      const [anyId = id] = own?.blocks.keys() ?? [];
      if (anyId.length !== id.length) return "OtherBlockIdLength";
      if (own && own.blocks.size >= maxBlocks && !own.blocks.has(id)) return "TooManyBlocks";
      const bytes = length + overhead;
      if (!makeRoom(bytes, own)) return "BlocksTooLarge";
      arriving += bytes;
      return { fill: (content) => store(block, content), release: () => (arriving -= bytes) };
    },
    of(container, fileName, now) {
      expire(now);
      return files.get(keyOf(container, fileName))?.blocks ?? new Map<string, Uint8Array>();
    },
    drop: (container, fileName) => remove(keyOf(container, fileName)),
    dropAll,
  };
}
