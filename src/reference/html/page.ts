import type { Reference, Section } from "../reference.ts";
import { methodBadge, operationAside } from "./operation.ts";
import { escape } from "./escape.ts";
import { markup } from "./markup.ts";

/** What the page takes in besides the reference: styles, the program, and the data that the program reads. */
export interface PageParts {
  styles: string;
  program: string;
  icon: string;
  drawing: string;
  /** Texts by the id of the element that holds them; `type` keeps a browser from running them. */
  data: { id: string; type: string; text: string }[];
}

const marker = "<!-- drawing of the lifecycle -->";
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self' blob:";

function heading(level: number, { id, title }: Section): string {
  const link = `<a class="anchor" href="#${escape(id)}" aria-label="Link to ${escape(title)}">#</a>`;
  return `<h${level} id="${escape(id)}" tabindex="-1">${escape(title)} ${link}</h${level}>`;
}

function section(part: Section, level: number, drawing: string): string {
  const { text, parts = [], operation, title } = part;
  const html = markup(text).replace(marker, drawing);
  const body = operation ? `<div class="operation"><div>${html}</div>${operationAside(part)}</div>` : html;
  const kind = operation ? ' data-kind="operation"' : "";
  const inner = parts.map((child) => section(child, level + 1, drawing)).join("\n");
  return `<section data-title="${escape(title)}"${kind}>${heading(level, part)}\n${body}${inner}</section>`;
}

function navigationItem({ id, title, operation, parts = [] }: Section): string {
  const link = (label: string): string => `<a href="#${escape(id)}">${label}</a>`;
  const isLong = parts.length > 0 && !parts.some((part) => part.operation);
  if (isLong) {
    const list = [`<li>${link("Overview")}</li>`, ...parts.map(navigationItem)].join("");
    return `<li><details><summary>${escape(title)}</summary><ul>${list}</ul></details></li>`;
  }
  const label = `${operation ? methodBadge(operation.method) : ""}<span>${escape(title)}</span>`;
  return `<li>${link(label)}${parts.length > 0 ? navigation(parts) : ""}</li>`;
}

const navigation = (sections: Section[]): string => `<ul>${sections.map(navigationItem).join("")}</ul>`;

const downloads = `<p>Download the contract: <a href="#openapi.yaml" data-download="openapi.yaml">openapi.yaml</a>,
<a href="#openapi.json" data-download="openapi.json">openapi.json</a>. For language models:
<a href="#reference.md" data-download="reference.md">reference.md</a>.</p>`;

/** The reference as one HTML file, which asks for no other. */
export function page(reference: Reference, { styles, program, icon, drawing, data }: PageParts): string {
  const { title, version, introduction, chapters } = reference;
  const description =
    "School Data Sync's profiles on Microsoft Graph: every operation, schema and error, with samples to run.";
  const scripts = data.map(({ id, type, text }) => `<script type="${type}" id="${id}">${text}</script>`);
  return `<!DOCTYPE html>
<html lang="en" data-language="sh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escape(title)}</title>
<meta name="description" content="${escape(description)}">
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>
${styles}
</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<button type="button" class="menu" aria-expanded="false" aria-controls="contents">Contents</button>
<button type="button" class="search" aria-haspopup="dialog">Search <kbd>Ctrl K</kbd></button>
<button type="button" class="theme" aria-pressed="false">Dark</button>
</header>
<nav id="contents" aria-label="Contents">${navigation(chapters)}</nav>
<main id="content" tabindex="-1">
<section data-title="">
<h1 id="top">${escape(title)}</h1>
<p class="version">Version ${escape(version)}</p>
${markup(introduction)}
${downloads}
</section>
${chapters.map((chapter) => section(chapter, 2, drawing)).join("\n")}
</main>
<dialog aria-label="Search">
<form method="dialog"><input type="search" aria-label="Search the reference" placeholder="Search the reference" autocomplete="off"><button>Close</button></form>
<ul class="results" aria-label="Results"></ul>
</dialog>
<div class="status" role="status"></div>
${scripts.join("\n")}
<script>
${program}
</script>
</body>
</html>
`;
}
