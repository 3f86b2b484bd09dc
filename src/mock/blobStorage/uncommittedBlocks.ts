import type { BlobError } from "./blobErrors.ts";

/** What a block takes beside its content, in bytes. */
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
  /** Drops the blocks of a file, or of all files in the container. */
  drop: (container: string, fileName?: string) => void;
}

interface Pending {
  readonly container: string;
  readonly name: string;
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
export function createUncommittedBlocks({ maxBytes = 256 * 1024 * 1024, maxBlocks = 100_000 } = {}): UncommittedBlocks {
  // The one written longest ago comes first.
  let files: readonly Pending[] = [];
  let arriving = 0;

  const find = (container: string, fileName: string): Pending | undefined =>
    files.find((file) => file.container === container && file.name === fileName.toLowerCase());

  function expire(now: Date): void {
    files = files.filter(({ writtenAt }) => now.getTime() - writtenAt < lifetimeInMs);
  }

  function makeRoom(bytes: number, own: Pending | undefined): boolean {
    if (arriving + (own?.bytes ?? 0) + bytes > maxBytes) return false;
    const excess = () => files.reduce((sum, file) => sum + file.bytes, arriving + bytes) - maxBytes;
    for (const oldest of files.filter((file) => file !== own)) {
      if (excess() > 0) files = files.filter((file) => file !== oldest);
    }
    return true;
  }

  function keep({ container, fileName, id, now }: BlockToCome, bytes: Uint8Array): void {
    const name = fileName.toLowerCase();
    const file = find(container, fileName) ?? {
      container,
      name,
      blocks: new Map<string, Uint8Array>(),
      bytes: 0,
      writtenAt: 0,
    };
    const earlier = file.blocks.get(id);
    file.blocks.set(id, bytes);
    file.bytes += bytes.length + overhead - (earlier ? earlier.length + overhead : 0);
    file.writtenAt = now.getTime();
    files = [...files.filter((other) => other !== file), file];
  }

  return {
    reserve(block) {
      const { container, fileName, id, length, now } = block;
      expire(now);
      const own = find(container, fileName);
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
      return find(container, fileName)?.blocks ?? new Map<string, Uint8Array>();
    },
    drop(container, fileName) {
      const dropped = fileName === undefined ? files : [find(container, fileName)];
      files = files.filter((file) => file.container !== container || !dropped.includes(file));
    },
  };
}
