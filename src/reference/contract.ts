/** A part of a bundled document that may be written in its place or referred to. */
type OrReference<T> = T | { $ref: string };

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
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

export interface Example {
  summary: string;
  description?: string;
  value: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description: string;
  schema: Schema;
  example?: unknown;
}

interface MediaType {
  schema: Schema;
  examples?: Record<string, OrReference<Example>>;
}
interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
}
interface RequestBody {
  description: string;
  required?: boolean;
  content: Record<string, MediaType>;
}
interface OperationObject {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  parameters?: OrReference<Parameter>[];
  requestBody?: OrReference<RequestBody>;
  responses: Record<string, OrReference<Response>>;
}
type PathItem = Record<string, OperationObject> & { parameters?: OrReference<Parameter>[] };

/** The bundled contract, as far as the reference reads it. */
export interface Contract {
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: { schemas: Record<string, Schema>; examples: Record<string, Example> };
}

export interface Body {
  description: string;
  required: boolean;
  schema: Schema;
  examples: Record<string, Example>;
}

export interface DocumentedResponse {
  status: string;
  description: string;
  headers: string[];
  schema: Schema | undefined;
  examples: Record<string, Example>;
}

/** An operation with its references followed; schemas keep theirs. */
export interface Operation {
  id: string;
  tag: string;
  summary: string;
  description: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Body | undefined;
  responses: DocumentedResponse[];
}

/** Follows a `$ref` within the document; returns anything else unchanged. */
export function follow<T extends object>(node: OrReference<T>, contract: Contract): T {
  if (!("$ref" in node)) return node;
  const keys = node.$ref.split("/").slice(1);
  const target = keys.reduce<unknown>(
    (parent, key) => (parent as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    contract,
  );
  return follow(target as OrReference<T>, contract);
}

const methods = ["get", "post", "patch", "put", "delete"];

function examplesOf(media: MediaType | undefined, contract: Contract): Record<string, Example> {
  const examples = Object.entries(media?.examples ?? {});
  return Object.fromEntries(examples.map(([name, example]) => [name, follow(example, contract)]));
}

function bodyOf(node: OrReference<RequestBody> | undefined, contract: Contract): Body | undefined {
  if (!node) return undefined;
  const { description, required = false, content } = follow(node, contract);
  const media = content["application/json"];
  return media && { description, required, schema: media.schema, examples: examplesOf(media, contract) };
}

function responseOf([status, node]: [string, OrReference<Response>], contract: Contract): DocumentedResponse {
  const { description, headers = {}, content } = follow(node, contract);
  const media = content?.["application/json"];
  return {
    status,
    description,
    headers: Object.keys(headers),
    schema: media?.schema,
    examples: examplesOf(media, contract),
  };
}

/** Every operation of a contract, in its order. */
export const operationsOf = (contract: Contract): Operation[] =>
  Object.entries(contract.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return {
        id: operation.operationId,
        tag: operation.tags[0],
        summary: operation.summary,
        description: operation.description.trim(),
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((parameter) => follow(parameter, contract)),
        body: bodyOf(operation.requestBody, contract),
        responses: Object.entries(operation.responses).map((response) => responseOf(response, contract)),
      };
    }),
  );
