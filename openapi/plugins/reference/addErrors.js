import { follow } from "./follow.js";
import { operationsOf } from "../operationsOf.js";
/** @import { Node, Visitor } from "../redocly.js" */

const tag = "Errors";
const introduction =
  "Every error that an operation can return, by its status and the name of its example. " +
  "A mock returns it for `Prefer: code={status}, example={name}`.";

/**
 * @param {{ operation: Node }} documented
 * @param {Node} bundle
 */
function errorsOf({ operation }, bundle) {
  return Object.entries(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, response]) => {
      const examples = follow(response, bundle).content["application/json"].examples;
      return Object.entries(examples).map(([name, example]) => ({
        status,
        name,
        example: follow(example, bundle),
        operation,
      }));
    });
}

/** @param {ReturnType<typeof errorsOf>} answers */
function section(answers) {
  const [{ status = "", name = "", example = {} } = {}] = answers;
  const operations = answers.map(({ operation }) => `[${operation.summary}](#operation/${operation.operationId})`);
  return [
    `## ${status} ${name}`,
    `${example.value.error ? `\`${example.value.error.code}\`: ` : ""}${example.summary}.`,
    ...(example.description ? [example.description.trim()] : []),
    `Returned by: ${operations.join(", ")}.`,
    `\`\`\`json\n${JSON.stringify(example.value, null, 2)}\n\`\`\``,
  ].join("\n\n");
}

/**
 * Adds a section for each error that an operation can return, so that it can be searched and linked.
 *
 * @returns {Visitor}
 */
export function addErrors() {
  return {
    Root: {
      leave(bundle) {
        const byName = new Map();
        for (const each of operationsOf(bundle)) {
          for (const error of errorsOf(each, bundle)) {
            const key = `${error.status} ${error.name}`;
            byName.set(key, [...(byName.get(key) ?? []), error]);
          }
        }
        const sorted = [...byName].sort(([a], [b]) => a.localeCompare(b, "en")).map(([, answers]) => answers);
        bundle.tags.push({ name: tag, description: [introduction, ...sorted.map(section)].join("\n\n") });
      },
    },
  };
}
