interface Style {
  name: (name: string) => string;
  last: string;
}

const maxWidth = 64;

/**
 * Writes a value on one line if it fits, else one line per part. JSON and TypeScript differ only in how a name is
 * written and in what ends the last part.
 */
function layOut(value: unknown, style: Style, indent: string): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => layOut(item, style, inner))
    : Object.entries(value).map(([name, part]) => `${style.name(name)}: ${layOut(part, style, inner)}`);
  const [open, space, close] = Array.isArray(value) ? ["[", "", "]"] : ["{", " ", "}"];
  if (parts.length === 0) return open + close;
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (line.length + indent.length <= maxWidth && !line.includes("\n")) return line;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}${style.last}\n${indent}${close}`;
}

const isName = /^[A-Za-z_]\w*$/;

/** `indent` is that of the line that the value begins in. */
export const asJson = (value: unknown, indent = ""): string =>
  layOut(value, { name: (name) => JSON.stringify(name), last: "" }, indent);

export const asTypeScript = (value: unknown): string =>
  layOut(value, { name: (name) => (isName.test(name) ? name : JSON.stringify(name)), last: "," }, "");
