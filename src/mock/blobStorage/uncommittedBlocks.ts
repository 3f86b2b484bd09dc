import { limits } from "../limits.ts";
import type { BlobError } from "./blobErrors.ts";

/** Bytes of a block beside its content. */
const overhead = 512;

/** As in Azure, the blocks of a file vanish a week after the last of them. */
const lifetimeInMs = 7 * 24 * 60 * 60 * 1000;

export interface BlockToCome {
  readonly container: string;
  readonly fileName: string;
  readonly id: string;
  /** In bytes. */
  readonly length: number;
  readonly now: Date;
}

export interface Reservation {
  /** Keeps the block, in place of an earlier one of the same id. */
  fill(bytes: Uint8Array): void;
  /** Gives the place back that was not filled. */
  release(): void;
}

export interface UncommittedBlocks {
  /**
   * Reserves memory for a block that is about to arrive. To make room, all blocks of another file are dropped, that
   * of the file written longest ago first.
   */
  reserve: (block: BlockToCome) => Reservation | BlobError;
  /** The blocks of a file by their ids; empty for a file without any. */
  of(container: string, fileName: string, now: Date): ReadonlyMap<string, Uint8Array>;
  /** Drops the blocks of a file. */
  drop: (container: string, fileName: string) => void;
  /** Drops the blocks of all containers that meet a condition. */
  dropAll: (isDropped: (container: string) => boolean) => void;
}

interface Pending {
  readonly container: string;
  readonly blocks: Map<string, Uint8Array>;
  bytes: number;
  writtenAt: number;
}

/**
 * Keeps blocks in memory until they are committed.
 *
 * @param limits.maxBytes of all blocks together, those that are arriving included (default 256 MiB)
 * @param limits.maxBlocks of one file (default 100,000, as in Azure)
 */
export function createUncommittedBlocks({
  maxBytes = limits.blocks.max,
  maxBlocks = 100_000,
}: { maxBytes?: number; maxBlocks?: number } = {}): UncommittedBlocks {
  // The one written longest ago comes first.
  const files = new Map<string, Pending>();
  let kept = 0;
  let arriving = 0;

  const keyOf = (container: string, fileName: string): string => `${container}\n${fileName}`;

  function remove(key: string): void {
    kept -= files.get(key)?.bytes ?? 0;
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
      if (kept + arriving + bytes <= maxBytes) break;
      if (oldest !== own) remove(key);
    }
    return true;
  }

  function keep({ container, fileName, id, now }: BlockToCome, bytes: Uint8Array): void {
    const key = keyOf(container, fileName);
    const file = files.get(key) ?? { container, blocks: new Map<string, Uint8Array>(), bytes: 0, writtenAt: 0 };
    remove(key);
    const earlier = file.blocks.get(id);
    file.blocks.set(id, bytes);
    file.bytes += bytes.length + overhead - (earlier ? earlier.length + overhead : 0);
    file.writtenAt = now.getTime();
    files.set(key, file);
    kept += file.bytes;
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
      return { fill: (content) => keep(block, content), release: () => (arriving -= bytes) };
    },
    of(container, fileName, now) {
      expire(now);
      return files.get(keyOf(container, fileName))?.blocks ?? new Map<string, Uint8Array>();
    },
    drop: (container, fileName) => remove(keyOf(container, fileName)),
    dropAll,
  };
}
