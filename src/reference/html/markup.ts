import highlight from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import powershell from "highlight.js/lib/languages/powershell";
import typescript from "highlight.js/lib/languages/typescript";
import { Marked, type Tokens } from "marked";
import { escape } from "./escape.ts";

const languages = { sh: bash, js: javascript, json, powershell, ts: typescript };
for (const [name, language] of Object.entries(languages)) highlight.registerLanguage(name, language);

// What has no colour needs no element.
const uncolored = /<span class="hljs-(?:punctuation|attr|property|operator|params|meta)">([^<]*)<\/span>/g;

/** A highlighted block with a button that copies it. `attributes` go to the element around it. */
export function code(language: string, text: string, attributes = ""): string {
  const html =
    language in languages ? highlight.highlight(text, { language }).value.replace(uncolored, "$1") : escape(text);
  return `<div class="code"${attributes}><button type="button" class="copy">Copy</button><pre tabindex="0"><code>${html}</code></pre></div>\n`;
}

const plain = (html: string): string => html.replaceAll(/<[^>]+>/g, "");

// Without the roles, a table that is displayed as cards is no table to a screen reader.
function table(header: string[], rows: string[][]): string {
  const headings = header.map((html) => `<th role="columnheader" scope="col">${html}</th>`).join("");
  const body = rows.map((cells) => {
    const parts = cells.map((html, column) => {
      const label = escape(plain(header[column] ?? ""));
      return html === "" ? `<td role="cell" class="empty"></td>` : `<td role="cell" data-label="${label}">${html}</td>`;
    });
    return `<tr role="row">${parts.join("")}</tr>`;
  });
  return `<table role="table"><thead role="rowgroup"><tr role="row">${headings}</tr></thead><tbody role="rowgroup">${body.join("\n")}</tbody></table>\n`;
}

const marked = new Marked({
  renderer: {
    code({ text, lang = "" }: Tokens.Code): string {
      return code(lang, text);
    },
    table({ header, rows }: Tokens.Table): string {
      const html = ({ tokens }: Tokens.TableCell): string => this.parser.parseInline(tokens);
      return table(
        header.map(html),
        rows.map((cells) => cells.map(html)),
      );
    },
    // A long name breaks before a capital letter or after a slash, a dot or a hyphen, and nowhere else.
    codespan({ text }: Tokens.Codespan): string {
      const breakable = text.length > 24 ? text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[/.=-])(?=\w)/g, "\0") : text;
      return `<code>${escape(breakable).replaceAll("\0", "<wbr>")}</code>`;
    },
  },
});

/** Markdown as HTML. */
export const markup = (markdown: string): string => marked.parse(markdown, { async: false });

/** Markdown of one line as HTML. */
export const inlineMarkup = (markdown: string): string => marked.parseInline(markdown, { async: false });
