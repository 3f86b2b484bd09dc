import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { shown } from "./format.ts";

/** A location in a value, and the violation there. */
export interface Mark {
  location: string[];
  message: string;
}

interface Line {
  depth: number;
  path: string[];
  content: ComponentChildren;
}

const maximumLines = 400;
const maximumText = 2000;

function scalar(value: unknown): ComponentChildren {
  if (typeof value !== "string") return <span class="literal">{String(value)}</span>;
  const text = shown(JSON.stringify(value));
  if (text.length <= maximumText) return <bdi class="string">{text}</bdi>;
  const rest = (text.length - maximumText).toLocaleString("en");
  return (
    <>
      <bdi class="string">{text.slice(0, maximumText)}</bdi> <em>… and {rest} more characters</em>
    </>
  );
}

function linesOf(value: unknown, path: string[] = [], name?: string, comma = ""): Line[] {
  const depth = path.length;
  const key =
    name === undefined ? null : (
      <>
        <bdi class="key">{shown(JSON.stringify(name)).slice(0, maximumText)}</bdi>:{" "}
      </>
    );
  if (typeof value !== "object" || value === null) return [{ depth, path, content: [key, scalar(value), comma] }];
  const isList = Array.isArray(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const entries = Object.entries(value);
  if (entries.length === 0) return [{ depth, path, content: [key, open + close + comma] }];
  return [
    { depth, path, content: [key, open] },
    ...entries.flatMap(([each, part], index) =>
      linesOf(part, [...path, each], isList ? undefined : each, index < entries.length - 1 ? "," : ""),
    ),
    { depth, path: [...path, ""], content: [close, comma] },
  ];
}

const key = (path: string[]): string => path.join("\n");

/** The marks by line: at their location, or, if something is missing, at the closest parent. */
function marksByLine(lines: Line[], marks: Mark[]): Map<number, Mark[]> {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    for (let length = mark.location.length; length >= 0; length -= 1) {
      const target = key(mark.location.slice(0, length));
      const index = lines.findIndex(({ path }) => key(path) === target);
      if (index < 0) continue;
      byLine.set(index, [...(byLine.get(index) ?? []), mark]);
      break;
    }
  }
  return byLine;
}

/** Formatted JSON, with violations marked at their location. */
export function Json({ value, label, marks = [] }: { value: unknown; label: string; marks?: Mark[] }) {
  const [limit, setLimit] = useState(maximumLines);
  const lines = linesOf(value);
  const marked = marksByLine(lines, marks);
  return (
    <div class="code" role="region" aria-label={label} tabIndex={0}>
      {lines.slice(0, limit).map(({ depth, content }, index) => {
        const here = marked.get(index);
        return (
          <div key={index} class={here ? "line marked" : "line"} data-depth={Math.min(depth, 12)}>
            <code>{content}</code>
            {here?.map(({ message }) => (
              <strong class="mark">{shown(message)}</strong>
            ))}
          </div>
        );
      })}
      {lines.length > limit && (
        <button type="button" class="link" onClick={() => setLimit(Infinity)}>
          Show all {lines.length.toLocaleString("en")} lines
        </button>
      )}
    </div>
  );
}
