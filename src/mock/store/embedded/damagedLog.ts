import { readFile } from "node:fs/promises";

const blockSize = 32_768;
const headerSize = 7;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// As LevelDB stores it.
const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;

/**
 * Whether a LevelDB log has a damaged record before an intact one, which LevelDB would silently skip. A torn record at the
 * end is the remainder of a change that a crash interrupted before it was acknowledged.
 */
export async function isDamagedLog(file: string): Promise<boolean> {
  const bytes = await readFile(file);
  let isDamaged = false;
  for (let at = 0; at + headerSize <= bytes.length;) {
    const left = blockSize - (at % blockSize);
    const length = bytes.readUInt16LE(at + 4);
    const end = at + headerSize + length;
    const isSound =
      left >= headerSize &&
      headerSize + length <= left &&
      end <= bytes.length &&
      bytes[at + 6] !== 0 &&
      masked(crc32c(bytes.subarray(at + 6, end))) === bytes.readUInt32LE(at);
    if (isSound && isDamaged) return true;
    const isPadding = left < headerSize || bytes.subarray(at, at + left).every((byte) => byte === 0);
    if (!isSound && !isPadding) isDamaged = true;
    at = isSound || (headerSize + length <= left && !isPadding) ? end : at + left;
  }
  return false;
}
