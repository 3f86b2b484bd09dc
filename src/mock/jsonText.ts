const texts = new WeakMap<object, string>();

/** An object that is never modified, as JSON; serialized only once. */
export function jsonText(value: object): string {
  const cached = texts.get(value);
  if (cached !== undefined) return cached;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** Parses a text made by `jsonText`, and caches it as the object's text. */
export function parseJsonText<T extends object>(text: string): T {
  const value = JSON.parse(text) as T;
  texts.set(value, text);
  return value;
}
