import { curlSample } from "./curlSample.js";
import { follow } from "./follow.js";
import { operationsOf } from "../operationsOf.js";
import { powerShellSample } from "./powerShellSample.js";
import { typeScriptSample } from "./typeScriptSample.js";

// All samples follow one district, so that they read as one story; its profile is the one that the mock knows.
const scenario = "csvNewAccounts";
/** The body to send. Its example comes first, because Redoc shows the name of the first one above each sample. */
function exampleBody(operation, bundle) {
  const content = follow(operation.requestBody, bundle)?.content["application/json"];
  if (!content) return undefined;
  content.examples = { [scenario]: content.examples[scenario], ...content.examples };
  return follow(content.examples[scenario], bundle).value;
}

function profileId(bundle) {
  return bundle.components.examples[`${scenario}.getResponse`].value.id;
}

function request({ operation, method, path, parameters }, bundle) {
  // The live service is gone: a sample that people can run calls the mock, the second server of the contract.
  const server = bundle.servers[1].url;
  const required = parameters.map((parameter) => follow(parameter, bundle)).filter((parameter) => parameter.required);
  const unknown = required.filter((parameter) => parameter.in !== "path");
  if (unknown.length > 0) throw new Error(`No code sample yet for the ${unknown[0].in} parameter ${unknown[0].name}`);
  const pathParameters = Object.fromEntries(required.map(({ name }) => [name, profileId(bundle)]));
  const url = server + path.replace(/\{(\w+)\}/g, (_, name) => pathParameters[name]);
  const success = Object.keys(operation.responses).find((status) => status.startsWith("2"));
  const answersBody = Boolean(follow(operation.responses[success], bundle).content);
  return { method, server, path, url, pathParameters, body: exampleBody(operation, bundle), answersBody };
}

/** Gives each operation samples of a call, made from the contract's examples. */
export function addCodeSamples() {
  return {
    Root: {
      leave(bundle) {
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
