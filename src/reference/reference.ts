import { readFileSync } from "node:fs";
import { type Contract, type Operation, operationsOf } from "./contract.ts";
import { describeError, errorId, errorsOf, errorTable } from "./markdown/errors.ts";
import { withReferenceLinks } from "./links.ts";
import { describeFileMessages } from "./markdown/fileMessages.ts";
import { describeOperation } from "./markdown/operation.ts";
import { describeSchema } from "./markdown/schema.ts";
import { paragraphs } from "./markdown/table.ts";
import { type Sample, samplesOf } from "./samples/samples.ts";

/** A part of the reference. Its heading is not in `text`, which is Markdown whose own headings begin with `##`. */
export interface Section {
  id: string;
  title: string;
  text: string;
  /** Of an operation: its samples stand beside its text. */
  operation?: Operation;
  samples?: Sample[];
  parts?: Section[] | undefined;
  /** Links to the parts, where no menu lists them. */
  index?: string;
}

export interface Reference {
  title: string;
  version: string;
  summary: string;
  introduction: string;
  chapters: Section[];
}

export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(/\s+/g, "-");

/** Markdown that begins with its heading, as a chapter or as a part of one. */
function chapterOf(markdown: string, within = ""): Section {
  const [heading = "", ...lines] = markdown.split("\n");
  const title = heading.replace(/^# /, "").trim();
  return { id: within + slug(title), title, text: lines.join("\n").trim() };
}

/** A chapter that is about more than the contract, and so stands in a file beside it. */
const guideChapter = (file: string, within?: string): Section =>
  chapterOf(readFileSync(new URL(`guide/${file}.md`, import.meta.url), "utf8"), within);

/** The introduction of the contract's description, and its chapters by their titles. */
function descriptionOf({ info }: Contract, operations: Operation[]) {
  const [introduction = "", ...rest] = withReferenceLinks(info.description, operations).split(/^(?=# \S)/m);
  const chapters = rest.map((markdown) => chapterOf(markdown));
  return {
    introduction: introduction.trim(),
    chapter: (title: string): Section => {
      const found = chapters.find((chapter) => chapter.title === title);
      if (!found) throw new Error(`openapi/info.md has no chapter ${title}.`);
      return found;
    },
  };
}

function operationSection(operation: Operation, contract: Contract): Section {
  const { id, summary } = operation;
  return {
    id: `operation/${id}`,
    title: summary,
    text: withReferenceLinks(describeOperation(operation, contract.components.schemas), []),
    operation,
    samples: samplesOf(operation, contract),
  };
}

function tagChapter({ name, description }: Contract["tags"][number], all: Operation[], contract: Contract): Section {
  const operations = all.filter(({ tag }) => tag === name);
  const list = operations.map(
    ({ id, summary, method, path }) => `- [${summary}](#operation/${id}): \`${method} ${path}\``,
  );
  return {
    id: slug(name),
    title: name,
    text: paragraphs(description, list.join("\n")),
    parts: operations.map((operation) => operationSection(operation, contract)),
  };
}

/** What the contract says of errors in general, and each of them. */
function errorChapter(general: Section, operations: Operation[]): Section {
  const errors = errorsOf(operations);
  const introduction =
    "These are all errors that an operation can return. A mock returns one for `Prefer: code={status}, example={name}`.";
  return {
    ...general,
    text: paragraphs(general.text, introduction, errorTable(errors, operations.length)),
    parts: errors.map((error) => ({
      id: errorId(error.status, error.name),
      title: `${error.status} ${error.name}`,
      text: describeError(error),
    })),
  };
}

const indexOf = (parts: Section[]): string => parts.map(({ id, title }) => `- [${title}](#${id})`).join("\n");

function mockChapter(): Section {
  const files = ["integration", "tokens", "settings", "forgiven", "urls", "team"];
  const parts = files.map((file) => guideChapter(`mock/${file}`, "mock-server/"));
  return {
    id: "mock-server",
    title: "Mock server",
    text: "What the mock server does beyond the API, and how it differs from the live service.",
    index: indexOf(parts),
    parts,
  };
}

function schemaChapter({ components: { schemas } }: Contract): Section {
  const sorted = Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b, "en"));
  const parts = sorted.map(([name, schema]) => ({ id: `schemas/${name}`, title: name, text: describeSchema(schema) }));
  return {
    id: "schemas",
    title: "Schemas",
    text:
      "Each type has its Graph name. Types for requests end in `Input`, `Create` or `Update`. " +
      "`Base` is the type that the others of its family derive from.",
    index: indexOf(parts),
    parts,
  };
}

/** The versions of the change log, as parts of a chapter. */
export function changeLogChapter(changelog: string): Section {
  const [, ...versions] = changelog.split(/^## /m);
  const parts = versions.map((version) => {
    const [heading = "", ...lines] = version.split("\n");
    const [, number = "", day = ""] = /^\[([^\]]+)\](?: - (.*))?$/.exec(heading) ?? [];
    const text = lines
      .join("\n")
      .replaceAll(/<!--.*?-->\n?/g, "")
      .replaceAll(/^### /gm, "## ");
    return { id: `change-log/${number}`, title: `${number}, ${day}`, text: text.trim() };
  });
  return { id: "change-log", title: "Change log", text: "", parts };
}

/** The whole reference of a contract. How the source is read comes last: most readers never need it. */
export function readReference(contract: Contract): Reference {
  const { title, version, summary } = contract.info;
  const operations = operationsOf(contract);
  const { introduction, chapter } = descriptionOf(contract, operations);
  return {
    title,
    version,
    summary,
    introduction,
    chapters: [
      guideChapter("gettingStarted"),
      chapter("How a sync runs"),
      chapter("The life of a profile"),
      guideChapter("whichCall"),
      chapter("Permissions"),
      guideChapter("sixFiles"),
      chapterOf(describeFileMessages()),
      ...contract.tags.map((tag) => tagChapter(tag, operations, contract)),
      guideChapter("paging"),
      chapter("Throttling and when to retry"),
      errorChapter(chapter("Errors"), operations),
      mockChapter(),
      guideChapter("environments"),
      guideChapter("industryData"),
      schemaChapter(contract),
      guideChapter("readingTheSource"),
    ],
  };
}
