interface Style {
  name: (name: string) => string;
  constant: (value: unknown) => string;
  last: string;
  step: string;
  /** Between a brace and what it encloses. */
  space: string;
}

const maxWidth = 64;
const json: Style = {
  name: (name) => JSON.stringify(name),
  constant: (value) => JSON.stringify(value),
  last: "",
  step: "  ",
  space: " ",
};

/**
 * Formats a value on one line if it fits, otherwise with one line per part. The languages differ in how they write names and
 * constants, in what follows the last part, and in white space.
 */
function layOut(value: unknown, style: Style, indent: string): string {
  if (value === null || typeof value !== "object") return style.constant(value);
  const inner = indent + style.step;
  const parts = Array.isArray(value)
    ? value.map((item) => layOut(item, style, inner))
    : Object.entries(value).map(([name, part]) => `${style.name(name)}: ${layOut(part, style, inner)}`);
  const [open, space, close] = Array.isArray(value) ? ["[", "", "]"] : ["{", style.space, "}"];
  if (parts.length === 0) return open + close;
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (line.length + indent.length <= maxWidth && !line.includes("\n")) return line;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}${style.last}\n${indent}${close}`;
}

const isName = /^[A-Za-z_]\w*$/;

/** @param indent of the line where the value begins */
export const asJson = (value: unknown, indent = ""): string => layOut(value, json, indent);

export const asTypeScript = (value: unknown): string =>
  layOut(value, { ...json, name: (name) => (isName.test(name) ? name : JSON.stringify(name)), last: "," }, "");

const pythonConstants = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
]);

export const asPython = (value: unknown, indent: string): string =>
  layOut(
    value,
    {
      ...json,
      constant: (constant) => pythonConstants.get(constant) ?? JSON.stringify(constant),
      last: ",",
      step: "    ",
      space: "",
    },
    indent,
  );
