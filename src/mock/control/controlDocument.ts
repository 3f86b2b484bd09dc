import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { operations } from "../../../generated/control.ts";
import { type OpenApiDocument, operationsOf } from "../../openapi/document.ts";
import { createRouter, type Match, segmentsOf } from "../../openapi/router.ts";
import { builtFile, generatedFile } from "../../packageFolder.ts";

/** The file with the document of the control API. */
export const controlFile = generatedFile("control.json");

/** The validators compiled from its schemas; built, not committed. */
export const controlValidatorsFile = builtFile("contract/controlValidators.cjs");

export type ControlOperationId = keyof operations;

interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { allowedValues?: unknown[]; additionalProperty?: string };
}
type Validator = ((value: unknown) => boolean) & { errors?: ValidationError[] | null };

export interface ControlRoute {
  operationId: ControlOperationId;
  method: string;
  path: string;
  summary: string;
  /** Names of its query parameters. */
  query: string[];
  hasBody: boolean;
  /** Of its successful response. */
  mediaType: string;
}

let text: string | undefined;
let routes: ControlRoute[] | undefined;
let router: ReturnType<typeof createRouter<ControlRoute>> | undefined;
let validators: Record<string, Validator> | undefined;

/** The document of the control API, as JSON. */
export const controlDocument = (): string => (text ??= readFileSync(controlFile, "utf8"));

function routesOf(document: OpenApiDocument): ControlRoute[] {
  return operationsOf(document).map(({ operationId, method, path, summary, parameters, requestBody, responses }) => ({
    operationId: operationId as ControlOperationId,
    method,
    path,
    summary,
    query: parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
    hasBody: requestBody !== undefined,
    mediaType: responses.find(({ status }) => status === "200")?.mediaType ?? "application/json",
  }));
}

/** The operations of the control API. */
export const controlRoutes = (): ControlRoute[] =>
  (routes ??= routesOf(JSON.parse(controlDocument()) as OpenApiDocument));

/** Finds the operations at a path of the control API. */
export const findControlRoute = (path: string): Match<ControlRoute> | undefined =>
  (router ??= createRouter(controlRoutes()))(segmentsOf(path));

const validator = (name: string): Validator | undefined =>
  (validators ??= createRequire(controlValidatorsFile)(fileURLToPath(controlValidatorsFile)) as Record<
    string,
    Validator
  >)[name];

function messageOf({ instancePath, message = "is invalid", params }: ValidationError): string {
  const place = instancePath
    .slice(1)
    .replace(/^(query|headers|path) /, "")
    .replaceAll("/", ".");
  const subject = place === "" ? "The body" : `'${place}'`;
  if (params.additionalProperty !== undefined)
    return `${subject} has an unknown property '${params.additionalProperty}'.`;
  const values = params.allowedValues ? `: ${params.allowedValues.join(", ")}` : "";
  return `${subject} ${message}${values}.`;
}

/** How a value violates the document, in words; `undefined` if it is valid. Converts numeric parameters to numbers. */
export function violationOf(operationId: string, part: "parameters" | "body", value: unknown): string | undefined {
  const validate = validator(`${operationId} ${part}`);
  if (!validate || validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  return first ? messageOf(first) : "The request is invalid.";
}
