/**
 * One segment of a path, percent-encoded.
 * @throws {TypeError} for `.`, `..` and an empty value, which would send the request to another resource.
 */
export function pathSegment(name: string, value?: unknown): string {
  const text = `${value ?? ""}`;
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name} cannot be "${text}"`);
  return encodeURIComponent(text);
}
