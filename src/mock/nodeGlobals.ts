import { Buffer } from "node:buffer";
import { webcrypto } from "node:crypto";
import { deserialize, serialize } from "node:v8";

/**
 * The Node.js globals for the package's server code: the build substitutes these exports, in our code and in third-party
 * code alike, because test environments such as jsdom replace or remove the globals.
 */
export { Buffer };
export { performance } from "node:perf_hooks";
export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from "node:timers";
export { URL, URLSearchParams } from "node:url";
export { TextDecoder, TextEncoder } from "node:util";

// The class that Node's modules use: a vm context has its own, and `instanceof` would fail.
export const Uint8Array = Object.getPrototypeOf(Buffer) as Uint8ArrayConstructor;

export const crypto = webcrypto;
export const structuredClone = <T>(value: T): T => deserialize(serialize(value)) as T;
