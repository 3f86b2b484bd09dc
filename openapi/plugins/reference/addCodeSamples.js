import { curlSample } from "./curlSample.js";
import { follow } from "./follow.js";
import { asJson } from "./layOut.js";
import { operationsOf } from "../operationsOf.js";
import { powerShellSample } from "./powerShellSample.js";
import { typeScriptSample } from "./typeScriptSample.js";
/** @import { Node, Visitor } from "../redocly.js" */

/**
 * @typedef {object} SampleCall
 * @property {string} method
 * @property {string} server
 * @property {string} path
 * @property {string} url
 * @property {Record<string, string>} pathParameters
 * @property {unknown} body Absent where none is sent.
 * @property {boolean} answersBody
 */

// All samples use one district, whose profile the mock knows.
const scenario = "csvNewAccounts";

/**
 * The body to send, with its example alone: Redoc would offer the others but keep showing this one in the samples.
 *
 * @param {Node} operation
 * @param {Node} bundle
 */
function exampleBody(operation, bundle) {
  const requestBody = follow(operation.requestBody, bundle);
  if (!requestBody?.required) return undefined;
  const content = requestBody.content["application/json"];
  const { [scenario]: example, ...others } = content.examples;
  content.examples = { [scenario]: example };
  if (Object.keys(others).length > 0) operation.description += `\n\n${moreRequests(others, bundle)}`;
  return follow(example, bundle).value;
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
  return `**More request bodies**\n\n${bodies.join("\n\n")}`;
}

/**
 * Puts the response to the sample first: Redoc shows that one.
 *
 * @param {Node} response
 * @param {Node} bundle
 */
function answerFirst(response, bundle) {
  const content = follow(response, bundle).content?.["application/json"];
  if (content?.examples?.[scenario]) content.examples = { [scenario]: content.examples[scenario], ...content.examples };
}

function profileId(/** @type {Node} */ bundle) {
  return bundle.components.examples[`${scenario}.getResponse`].value.id;
}

/**
 * @param {ReturnType<typeof operationsOf>[number]} documented
 * @param {Node} bundle
 * @returns {SampleCall}
 */
function request({ operation, method, path, parameters }, bundle) {
  const server = bundle.servers[0].url;
  const required = parameters.map((parameter) => follow(parameter, bundle)).filter((parameter) => parameter.required);
  const unknown = required.filter((parameter) => parameter.in !== "path");
  if (unknown.length > 0) throw new Error(`No code sample yet for the ${unknown[0].in} parameter ${unknown[0].name}`);
  const id = profileId(bundle);
  for (const parameter of required) parameter.example = id;
  const pathParameters = Object.fromEntries(required.map(({ name }) => [name, id]));
  const url = server + path.replace(/\{(\w+)\}/g, (_, name) => pathParameters[name]);
  const [success = ""] = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
  answerFirst(operation.responses[success], bundle);
  const answersBody = Boolean(follow(operation.responses[success], bundle).content);
  return { method, server, path, url, pathParameters, body: exampleBody(operation, bundle), answersBody };
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
        // The live service is gone, so the mock comes first.
        bundle.servers.reverse();
        for (const each of operationsOf(bundle)) {
          const call = request(each, bundle);
          each.operation["x-codeSamples"] = [
            { lang: "curl", label: "curl", source: curlSample(call) },
            { lang: "typescript", label: "TypeScript", source: typeScriptSample(call) },
            { lang: "powershell", label: "PowerShell", source: powerShellSample(call) },
          ];
        }
      },
    },
  };
}
