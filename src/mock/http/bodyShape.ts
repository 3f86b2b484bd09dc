import { limits } from "../limits.ts";

const [quote, backslash, comma, openArray, openObject, closeArray, closeObject] = Buffer.from('"\\,[{]}');

/** Index of the quotation mark that ends a string. */
function endOfString(json: Buffer, start: number): number {
  for (let at = start; ; at += 1) {
    at = json.indexOf('"', at);
    if (at < 0) return json.length;
    let backslashes = 0;
    while (json[at - 1 - backslashes] === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
}

/** Whether a text has so few bytes and brackets that it can't have too many values, or too many levels. */
function isSmall(json: Buffer, maxValues: number): boolean {
  if (json.length > maxValues) return false;
  let brackets = 0;
  for (const byte of json) if (byte === openArray || byte === openObject) brackets += 1;
  return brackets <= limits.bodyDepth.max;
}

/**
 * Why a JSON text is too complex to be parsed and validated; `undefined` if it isn't. 4 MB can contain a million values,
 * or as many levels.
 */
export function shapeError(json: Buffer, maxValues: number): string | undefined {
  if (isSmall(json, maxValues)) return undefined;
  let values = 0;
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) at = endOfString(json, at + 1);
    else if (byte === comma) values += 1;
    else if (byte === closeArray || byte === closeObject) depth -= 1;
    else if (byte === openArray || byte === openObject) {
      values += 1;
      depth += 1;
      if (depth > limits.bodyDepth.max) return `it is nested deeper than ${limits.bodyDepth.max} levels`;
    }
    if (values > maxValues) return `it has more than ${maxValues} values`;
  }
  return undefined;
}
