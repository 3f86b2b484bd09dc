import type { Example, Operation } from "../contract.ts";
import { districtFirst, successOf } from "../markdown/operation.ts";
import type { Section } from "../reference.ts";
import { asJson } from "../samples/layOut.ts";
import type { Sample } from "../samples/samples.ts";
import { escape } from "./escape.ts";
import { code, inlineMarkup } from "./markup.ts";

const languageButton = ({ language, label }: Sample): string =>
  `<button type="button" data-show="${language}" aria-pressed="false">${label}</button>`;

function samplePanel(samples: Sample[]): string {
  const blocks = samples.map(({ language, source }) => code(language, source, ` data-language="${language}"`));
  return `<div class="languages" role="group" aria-label="Language">${samples.map(languageButton).join("")}</div>${blocks.join("")}`;
}

function examplePanel(heading: string, examples: Example[], opensFirst: boolean): string {
  if (examples.length === 0) return "";
  const panels = examples.map(({ summary, value }, index) => {
    const open = opensFirst && index === 0 ? " open" : "";
    return `<details${open}><summary>${inlineMarkup(summary)}</summary>${code("json", asJson(value))}</details>`;
  });
  return `<h4>${heading}</h4>${panels.join("")}`;
}

/** What stands beside an operation's text: its samples, its examples, and the place for a form that sends it. */
export function operationAside({ operation, samples = [] }: Section): string {
  if (!operation) return "";
  const bodies = operation.body?.required ? districtFirst(operation.body.examples).slice(1) : [];
  return `<div class="aside">
<h4>Samples</h4>
${samplePanel(samples)}
<details class="try" data-operation="${operation.id}"><summary>Try it</summary></details>
${examplePanel("Other request bodies", bodies, false)}
${examplePanel("Response bodies", districtFirst(successOf(operation)?.examples ?? {}), true)}
<button type="button" class="copy-markdown" data-operation="${operation.id}">Copy as Markdown</button>
</div>`;
}

/** What the form of an operation needs, for the page's script. */
export interface TryOperation {
  method: string;
  path: string;
  parameters: { name: string; in: string; value: string }[];
  bodies: { summary: string; text: string }[];
  preferences: string[];
}

export function tryOperation({ method, path, parameters, body, responses }: Operation, id: string): TryOperation {
  return {
    method,
    path,
    parameters: parameters.map(({ name, in: place }) => ({ name, in: place, value: place === "path" ? id : "" })),
    bodies: body?.required
      ? districtFirst(body.examples).map(({ summary, value }) => ({ summary, text: asJson(value) }))
      : [],
    preferences: responses.flatMap(({ status, examples }) => {
      const names = Object.keys(examples);
      return names.length === 0 ? [`code=${status}`] : names.map((name) => `code=${status}, example=${name}`);
    }),
  };
}

/** The heading of an operation, with its method and path. */
export const methodBadge = (method: string): string =>
  `<span class="method ${escape(method.toLowerCase())}">${escape(method)}</span>`;
