// CRC-64/NVME, as used by Azure Storage: reflected polynomial 0x9A6C9329AC4BC9B5, split into 32-bit halves, because a
// BigInt per byte would be a hundred times slower.
const [polynomialHigh, polynomialLow] = [0x9a6c9329, 0xac4bc9b5];
const tableHigh = new Int32Array(256);
const tableLow = new Int32Array(256);

for (let byte = 0; byte < 256; byte += 1) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ polynomialHigh, low ^ polynomialLow];
  }
  tableHigh[byte] = high;
  tableLow[byte] = low;
}

export interface Crc64 {
  update(bytes: Uint8Array): void;
  /** Eight bytes, least significant first. */
  digest(): Buffer;
}

/** Computes the CRC64 of content that arrives in chunks. */
export function createCrc64(): Crc64 {
  let [high, low] = [~0, ~0];
  return {
    update(bytes) {
      for (let at = 0; at < bytes.length; at += 1) {
        const index = (low ^ bytes[at]!) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ tableLow[index]!;
        high = (high >>> 8) ^ tableHigh[index]!;
      }
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32LE(~low, 0);
      bytes.writeInt32LE(~high, 4);
      return bytes;
    },
  };
}
