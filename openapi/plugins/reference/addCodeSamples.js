import { withReferenceLinks } from "../../../src/reference/links.ts";
import { follow, operationsOf } from "../../../src/reference/contract.ts";
import { asJson } from "../../../src/reference/samples/layOut.ts";
import { labels } from "../../../src/reference/samples/labels.ts";
import { district, profileId, sampleCall } from "../../../src/reference/samples/sampleCall.ts";
import { samplesOf } from "../../../src/reference/samples/samples.ts";
import { withPageLinks } from "./asTag.js";
/** @import { Operation } from "../../../src/reference/contract.ts" */
/** @import { Node, Visitor } from "../redocly.js" */

const paging =
  "The items come in pages. The samples, in " +
  `${labels.join(", ")}, follow \`@odata.nextLink\` through all of them. See [Paging](#/paging).`;

/** Its name in redocly.yaml. */
const redocName = (/** @type {string} */ label) => label.toLowerCase().replace("c#", "csharp");

/**
 * Keeps only the samples' example: Redoc would offer the others, but keep showing this one in the samples.
 *
 * @param {Node} operation
 * @param {Node} bundle
 */
function separateExamples(operation, bundle) {
  const requestBody = operation.requestBody && follow(operation.requestBody, bundle);
  if (!requestBody?.required) return;
  const content = requestBody.content["application/json"];
  const { [district]: example, ...others } = content.examples;
  content.examples = { [district]: example };
  if (Object.keys(others).length > 0) operation.description += `\n\n${moreRequests(others, bundle)}`;
}

/**
 * @param {Record<string, Node>} examples
 * @param {Node} bundle
 */
function moreRequests(examples, bundle) {
  const bodies = Object.values(examples).map((example) => {
    const { summary, value } = follow(example, bundle);
    return `<details><summary>${summary}</summary>\n\n\`\`\`json\n${asJson(value)}\n\`\`\`\n\n</details>`;
  });
  return `<div class="bodies">\n\n**More request bodies**\n\n${bodies.join("\n\n")}\n\n</div>`;
}

/**
 * Puts the response to the samples first, because Redoc shows the first one.
 *
 * @param {Node} response
 * @param {Node} bundle
 */
function answerFirst(response, bundle) {
  const content = follow(response, bundle).content?.["application/json"];
  if (content?.examples?.[district]) content.examples = { [district]: content.examples[district], ...content.examples };
}

/**
 * @param {Operation} documented
 * @param {Node} bundle
 */
function complete({ method, path, parameters, ...documented }, bundle) {
  const operation = bundle.paths[path][method.toLowerCase()];
  const description = withPageLinks(withReferenceLinks(operation.description, []));
  // On a phone, the samples, which also contain it, are below everything else.
  operation.description = `<p class="call"><code>${method} ${path}</code></p>\n\n${description}`;
  operation["x-codeSamples"] = samplesOf({ method, path, parameters, ...documented }, bundle).map(
    ({ label, source }) => ({ lang: redocName(label), label, source }),
  );
  if (sampleCall({ method, path, parameters, ...documented }, bundle).isPaged) operation.description += `\n\n${paging}`;
  for (const parameter of parameters.filter(({ required }) => required)) parameter.example = profileId(bundle);
  const [success = ""] = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
  answerFirst(operation.responses[success], bundle);
  separateExamples(operation, bundle);
}

/**
 * Adds code samples to each operation, made from the contract's examples.
 *
 * @returns {Visitor}
 */
export function addCodeSamples() {
  return {
    Root: {
      leave(bundle) {
        for (const operation of operationsOf(bundle)) complete(operation, bundle);
        // The live service is gone, so the mock comes first.
        bundle.servers.reverse();
      },
    },
  };
}
