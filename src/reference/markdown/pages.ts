import type { Reference, Section } from "../reference.ts";
import { slug } from "../reference.ts";
import { operationAsMarkdown } from "./operation.ts";
import { paragraphs } from "./table.ts";

/** The text of a section in Markdown, with an operation's samples. */
const textOf = ({ text, operation, samples = [] }: Section): string =>
  operation ? operationAsMarkdown(text, samples, operation) : text;

const withoutDrawing = (text: string): string => text.replace("<!-- drawing of the lifecycle -->\n\n", "");

const heading = (level: number, title: string): string => `${"#".repeat(level)} ${title}`;

/** Moves a text's headings below a level, except lines in code blocks that look like headings. */
const below = (level: number, text: string): string =>
  text
    .split(/^( *```[^]*?^ *```$)/m)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/^#(?=#+ )/gm, "#".repeat(level)) : part))
    .join("");

/** One section and its subsections. */
export const sectionAsMarkdown = (section: Section, level = 2): string =>
  paragraphs(
    heading(level, section.title),
    below(level, textOf(section)),
    section.index,
    ...(section.parts ?? []).map((part) => sectionAsMarkdown(part, level + 1)),
  );

export const sectionsOf = (sections: Section[]): Section[] =>
  sections.flatMap((section) => [section, ...sectionsOf(section.parts ?? [])]);

/** Markdown files by name, each with its sections. */
type Pages = Record<string, Section[]>;

const hasOperations = ({ parts = [] }: Section): boolean => parts.some(({ operation }) => operation);

/** A page for each operation, for each list, and one for all introductory chapters. */
function pagesOf(chapters: Section[]): Pages {
  const lists = chapters.filter((chapter) => chapter.parts && !hasOperations(chapter));
  const operations = chapters.filter(hasOperations).flatMap(({ parts = [] }) => parts);
  return {
    "reference/guide.md": chapters.filter(({ parts }) => !parts),
    ...Object.fromEntries(operations.map((section) => [`reference/${section.operation?.id}.md`, [section]])),
    ...Object.fromEntries(lists.map((section) => [`reference/${slug(section.title)}.md`, [section]])),
  };
}

/** Converts the page's links to links to Markdown headings. `place` returns the target, or undefined to keep a link. */
const withLinks = (text: string, place: (id: string) => string | undefined): string =>
  text.replace(/\]\(#([^)]+)\)/g, (link, id: string) => {
    const target = place(id);
    return target === undefined ? link : `](${target})`;
  });

function linker(reference: Reference, pages: Pages) {
  const titles = new Map(sectionsOf(reference.chapters).map(({ id, title }) => [id, slug(title)]));
  const files = new Map(
    Object.entries(pages).flatMap(([file, sections]) => sectionsOf(sections).map(({ id }) => [id, file] as const)),
  );
  return {
    withinOne: (id: string) => (titles.has(id) ? `#${titles.get(id)}` : undefined),
    from: (file: string) => (id: string) => {
      const target = files.get(id);
      if (target === undefined) return undefined;
      return `${target === file ? "" : target.replace("reference/", "")}#${titles.get(id)}`;
    },
  };
}

/** The starting point for language models: an index of all pages. */
function overview({ title, summary }: Reference, pages: Pages): string {
  const files = Object.entries(pages).map(([file, [first]]) => ({ file, first }));
  const guide = ["reference/guide.md", "reference/mock-server.md"];
  const lists = files.filter(({ file, first }) => !first?.operation && !guide.includes(file));
  return `${paragraphs(
    `# ${title}`,
    `> ${summary} [Move to the Industry Data API](reference/guide.md#move-to-the-industry-data-api). This is an independent OpenAPI contract with a typed client and a mock server.`,
    "Start the mock with `npx graph-education-sync mock` and call http://127.0.0.1:4010, by HTTP or with the client of the npm package `graph-education-sync`. Every sample runs against it unchanged.",
    heading(2, "Guide"),
    "- [Guide](reference/guide.md): start here\n- [Mock server](reference/mock-server.md): tokens, options, and what it does differently\n- [The contract](openapi.yaml): the OpenAPI document, also as [JSON](openapi.json)\n- [All pages in one](reference.md)",
    heading(2, "Operations"),
    files
      .flatMap(({ file, first: { title: name = "", operation } = {} }) =>
        operation ? `- [${name}](${file}): \`${operation.method} ${operation.path}\`` : [],
      )
      .join("\n"),
    heading(2, "Lists"),
    lists.map(({ file, first }) => `- [${first?.title ?? ""}](${file})`).join("\n"),
  )}\n`;
}

/** The reference as Markdown files by name, for readers such as language models. */
export function markdownFiles(reference: Reference): Record<string, string> {
  const { title, summary, introduction } = reference;
  const chapters = reference.chapters.map((chapter) => ({ ...chapter, text: withoutDrawing(chapter.text) }));
  const pages = pagesOf(chapters);
  const { withinOne, from } = linker(reference, pages);
  const whole = paragraphs(
    `# ${title}`,
    summary,
    introduction,
    ...chapters.map((chapter) => sectionAsMarkdown(chapter)),
  );
  const files = Object.entries(pages).map(([file, sections]) => {
    const isGuide = file === "reference/guide.md";
    const parts = sections.map((section) => sectionAsMarkdown(section, isGuide ? 2 : 1));
    const text = isGuide ? paragraphs(`# ${title}`, introduction, ...parts) : paragraphs(...parts);
    return [file, `${withLinks(text, from(file))}\n`] as const;
  });
  return {
    "llms.txt": overview(reference, pages),
    "reference.md": `${withLinks(whole, withinOne)}\n`,
    ...Object.fromEntries(files),
  };
}
