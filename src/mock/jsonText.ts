const texts = new WeakMap<object, string>();

/** An object that is never changed in place, as JSON; made once for all that store or show it. */
export function jsonText(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** The object of a text that `jsonText` made, which needs no other text. */
export function parseJsonText<T extends object>(text: string): T {
  const value = JSON.parse(text) as T;
  texts.set(value, text);
  return value;
}
