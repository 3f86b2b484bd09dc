import { Buffer } from "node:buffer";
import { webcrypto } from "node:crypto";
import { deserialize, serialize } from "node:v8";

/**
 * Globals of Node.js as the package's code for Node.js sees them: the build puts these exports in their place, in our code
 * and in third-party code alike. A test environment such as jsdom replaces or removes the global ones.
 */
export { Buffer };
export { performance } from "node:perf_hooks";
export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from "node:timers";
export { URL, URLSearchParams } from "node:url";
export { TextDecoder, TextEncoder } from "node:util";

// The same classes as Node's modules use: a vm context has its own, which `instanceof` distinguishes from them.
export const Uint8Array = Object.getPrototypeOf(Buffer) as Uint8ArrayConstructor;

export const crypto = webcrypto;
export const structuredClone = <T>(value: T): T => deserialize(serialize(value)) as T;
