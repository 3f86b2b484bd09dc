export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export interface Reference {
  $ref: string;
}

/** A part of a bundled document, inline or referenced. */
export type OrReference<T> = T | Reference;

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

export interface Example {
  summary: string;
  description?: string;
  value: Json;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, OrReference<Example>>;
}

export interface Header {
  required?: boolean;
  description: string;
  schema: Schema;
  example?: Json;
  examples?: Record<string, Example>;
}

export interface Parameter extends Header {
  name: string;
  in: "path" | "query" | "header";
}

interface ResponseObject {
  description: string;
  headers?: Record<string, OrReference<Header>>;
  content?: Record<string, MediaType>;
}

interface RequestBodyObject {
  description: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

/** One way to authorize an operation: the name of a security scheme, with the permissions it requires. */
export type SecurityRequirement = Record<string, string[]>;

interface OperationObject {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  parameters?: OrReference<Parameter>[];
  requestBody?: OrReference<RequestBodyObject>;
  responses: Record<string, OrReference<ResponseObject>>;
  security?: SecurityRequirement[];
}

type PathItem = Record<string, OperationObject> & { parameters?: OrReference<Parameter>[] };

/** The parts of a bundled OpenAPI document that are read here. */
export interface OpenApiDocument {
  jsonSchemaDialect: string;
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    securitySchemes: Record<string, { flows?: Record<string, { scopes: Record<string, string> }> }>;
  };
}

/** The body of a request or a response, as JSON. */
export interface JsonBody {
  schema: Schema;
  examples: Record<string, Example>;
}

export interface DocumentedResponse {
  status: string;
  description: string;
  headers: Record<string, Header>;
  schema: Schema | undefined;
  examples: Record<string, Example>;
  /** Its first media type. */
  mediaType: string | undefined;
}

/** An operation with its references resolved, except those in schemas. */
export interface DocumentedOperation {
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** In upper case. */
  method: string;
  path: string;
  parameters: Parameter[];
  /** Absent if the operation expects no body. */
  requestBody: (JsonBody & { description: string; required: boolean }) | undefined;
  responses: DocumentedResponse[];
  security: SecurityRequirement[];
}

/** Follows a `$ref` within the document; returns anything else unchanged. */
export function follow<T extends object>(node: T | Reference, document: object): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  const target = node.$ref
    .slice("#/".length)
    .split("/")
    .reduce<unknown>(
      (parent, key) => (parent as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
  return follow(target as T, document);
}

const methods = ["get", "post", "patch", "put", "delete"];

/** Every operation of a document, in document order. */
export function operationsOf(document: OpenApiDocument): DocumentedOperation[] {
  function jsonOf(content: Record<string, MediaType> | undefined): JsonBody | undefined {
    const json = content?.["application/json"];
    if (!json) return undefined;
    const examples = Object.entries(json.examples ?? {}).map(([name, example]) => [name, follow(example, document)]);
    return { schema: json.schema, examples: Object.fromEntries(examples) as JsonBody["examples"] };
  }

  function requestBodyOf(node: OrReference<RequestBodyObject> | undefined): DocumentedOperation["requestBody"] {
    if (!node) return undefined;
    const { description, required = false, content } = follow(node, document);
    const json = jsonOf(content);
    return json && { description, required, ...json };
  }

  function responseOf([status, node]: [string, OrReference<ResponseObject>]): DocumentedResponse {
    const { description, headers = {}, content } = follow(node, document);
    const followed = Object.entries(headers).map(([name, header]) => [name, follow(header, document)] as const);
    const json = jsonOf(content);
    return {
      status,
      description,
      headers: Object.fromEntries(followed),
      schema: json?.schema,
      examples: json?.examples ?? {},
      mediaType: Object.keys(content ?? {})[0],
    };
  }

  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const { operationId, tags, summary, description = "", requestBody, responses, security = [] } = operation;
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return {
        operationId,
        tag: tags?.[0] ?? "",
        summary,
        description: description.trim(),
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((parameter) => follow(parameter, document)),
        requestBody: requestBodyOf(requestBody),
        responses: Object.entries(responses).map(responseOf),
        security,
      };
    }),
  );
}
