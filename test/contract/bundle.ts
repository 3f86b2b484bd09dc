import { readFileSync } from "node:fs";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  example?: Json;
  enum?: Json[];
  const?: Json;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  minProperties?: number;
  items?: Schema;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Reference {
  $ref: string;
}
type OrReference<T> = T | Reference;

export interface Example {
  summary?: string;
  value: Json;
}
interface MediaType {
  schema: Schema;
  examples?: Record<string, OrReference<Example>>;
}
export interface Header {
  required?: boolean;
  schema: Schema;
  example?: Json;
  examples?: Record<string, Example>;
}
export interface Parameter extends Header {
  name: string;
  in: "path" | "query" | "header";
}
interface Response {
  headers?: Record<string, OrReference<Header>>;
  content?: Record<string, MediaType>;
}
interface RequestBody {
  required?: boolean;
  content: Record<string, MediaType>;
}
interface Operation {
  operationId: string;
  parameters?: OrReference<Parameter>[];
  requestBody?: OrReference<RequestBody>;
  responses: Record<string, OrReference<Response>>;
}
export interface Contract {
  jsonSchemaDialect: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation> & { parameters?: OrReference<Parameter>[] }>;
  components: Record<string, Record<string, unknown>> & { schemas: Record<string, Schema> };
}

/** The bundle, as consumers get it. */
export const contract = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as Contract;

/** Follows a `$ref` within the bundle; anything else comes back as it is. */
export function resolve<T extends object>(node: T | Reference, document: Contract = contract): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  const target = node.$ref
    .slice("#/".length)
    .split("/")
    .reduce<unknown>(
      (parent, key) => (parent as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
  return resolve(target as T, document);
}

export interface DocumentedResponse {
  status: string;
  headers: Record<string, Header>;
  schema: Schema | undefined;
  examples: Record<string, Example>;
}

export interface DocumentedOperation {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** Absent where the operation takes no body. */
  requestBody: { required: boolean; schema: Schema; examples: Record<string, Example> } | undefined;
  responses: DocumentedResponse[];
}

const methods = ["get", "post", "patch", "put", "delete"];

function mediaType(
  content: Record<string, MediaType> | undefined,
): { schema: Schema; examples: Record<string, Example> } | undefined {
  const json = content?.["application/json"];
  if (!json) return undefined;
  const examples = Object.entries(json.examples ?? {}).map(([name, example]) => [name, resolve(example)] as const);
  return { schema: json.schema, examples: Object.fromEntries(examples) };
}

function requestBody(node: OrReference<RequestBody> | undefined): DocumentedOperation["requestBody"] {
  const { required = false, content } = node ? resolve(node) : {};
  const json = mediaType(content);
  return json && { required, ...json };
}

function response([status, node]: [string, OrReference<Response>]): DocumentedResponse {
  const { headers = {}, content } = resolve(node);
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, resolve(header)])),
    schema: mediaType(content)?.schema,
    examples: mediaType(content)?.examples ?? {},
  };
}

/** Every operation of the contract, with its references followed; schemas keep theirs. */
export const operations: DocumentedOperation[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    if (!operation) return [];
    return {
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(parameter)),
      requestBody: requestBody(operation.requestBody),
      responses: Object.entries(operation.responses).map(response),
    };
  }),
);

/** The operation of that id. Throws when the contract has none. */
export function operation(operationId: string): DocumentedOperation {
  const found = operations.find((candidate) => candidate.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found;
}

/** The query options that an operation documents, in the contract's order. */
export const queryOptionsOf = (operationId: string): string[] =>
  operation(operationId).parameters.flatMap((parameter) => (parameter.in === "query" ? [parameter.name] : []));
