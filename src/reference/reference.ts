import { readFileSync } from "node:fs";
import { type Contract, type Operation, operationsOf } from "./contract.ts";
import { describeError, errorId, errorsOf, errorTable } from "./markdown/errors.ts";
import { describeFileMessages } from "./markdown/fileMessages.ts";
import { describeOperation } from "./markdown/operation.ts";
import { describeSchema } from "./markdown/schema.ts";
import { paragraphs } from "./markdown/table.ts";
import { type Sample, samplesOf } from "./samples/samples.ts";

/** A part of the reference. Its heading is not in `text`, which is Markdown. */
export interface Section {
  id: string;
  title: string;
  text: string;
  /** Of an operation: its samples stand beside its text. */
  operation?: Operation;
  samples?: Sample[];
  parts?: Section[];
}

export interface Reference {
  title: string;
  version: string;
  summary: string;
  introduction: string;
  chapters: Section[];
}

const lastChapter = "How this contract reads its source";

export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(/\s+/g, "-");

/** Splits the contract's description at its headings. */
function guideOf(description: string): { introduction: string; chapters: Section[] } {
  const [introduction = "", ...rest] = description.split(/^# (?=\S)/m);
  const chapters = rest.map((chapter) => {
    const end = chapter.indexOf("\n");
    const title = chapter.slice(0, end).trim();
    return { id: `section/${slug(title)}`, title, text: chapter.slice(end).trim() };
  });
  return { introduction: introduction.trim(), chapters };
}

function operationSection(operation: Operation, contract: Contract): Section {
  const { id, summary } = operation;
  return {
    id: `operation/${id}`,
    title: summary,
    text: describeOperation(operation, contract.components.schemas),
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

function errorChapter(operations: Operation[]): Section {
  const errors = errorsOf(operations);
  const introduction =
    "Every error that an operation can return. A mock returns it for `Prefer: code={status}, example={name}`.";
  return {
    id: "errors",
    title: "Errors",
    text: paragraphs(introduction, errorTable(errors, operations.length)),
    parts: errors.map((error) => ({
      id: errorId(error.status, error.name),
      title: `${error.status} ${error.name}`,
      text: describeError(error),
    })),
  };
}

function schemaChapter({ components: { schemas } }: Contract): Section {
  const sorted = Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b, "en"));
  return {
    id: "schemas",
    title: "Schemas",
    text:
      "Each type has its Graph name. Types for requests end in `Input`, `Create` or `Update`. " +
      "`Base` is the type that the others of its family derive from.",
    parts: sorted.map(([name, schema]) => ({ id: `schemas/${name}`, title: name, text: describeSchema(schema) })),
  };
}

/** A chapter that is about more than the contract, and so stands in a file beside it. */
const guideChapter = (title: string, file: string): Section => ({
  id: `section/${slug(title)}`,
  title,
  text: readFileSync(new URL(`guide/${file}`, import.meta.url), "utf8").trim(),
});

/** The versions of the change log, as parts of a chapter. */
export function changeLogChapter(changelog: string): Section {
  const [, ...versions] = changelog.split(/^## /m);
  const parts = versions.map((version) => {
    const [heading = "", ...lines] = version.split("\n");
    const [, number = "", day = ""] = /^\[([^\]]+)\](?: - (.*))?$/.exec(heading) ?? [];
    const text = lines
      .join("\n")
      .replaceAll(/<!--.*?-->\n?/g, "")
      .replaceAll(/^### /gm, "#### ");
    return { id: `changes/${number}`, title: `${number}, ${day}`, text: text.trim() };
  });
  return { id: "section/change-log", title: "Change log", text: "", parts };
}

/** The whole reference of a contract. How the source is read comes last: most readers never need it. */
export function readReference(contract: Contract): Reference {
  const { title, version, summary, description } = contract.info;
  const { introduction, chapters } = guideOf(description);
  const operations = operationsOf(contract);
  const last = chapters.filter((chapter) => chapter.title === lastChapter);
  return {
    title,
    version,
    summary,
    introduction,
    chapters: [
      ...chapters.filter((chapter) => chapter.title !== lastChapter),
      ...contract.tags.map((tag) => tagChapter(tag, operations, contract)),
      errorChapter(operations),
      { id: "section/messages-about-files", title: "Messages about files", text: describeFileMessages() },
      guideChapter("Where the client and the mock run", "environments.md"),
      guideChapter("Move to the Industry Data API", "industryData.md"),
      schemaChapter(contract),
      ...last,
    ],
  };
}
