import {
  type DocumentedResponse as ResponseInDocument,
  type JsonBody,
  type OpenApiDocument,
  operationsOf as operationsInDocument,
  type Parameter,
} from "../openapi/document.ts";

export {
  type Example,
  follow,
  type OpenApiDocument as Contract,
  type Parameter,
  type Schema,
} from "../openapi/document.ts";

export interface Body extends JsonBody {
  description: string;
  required: boolean;
}

export interface DocumentedResponse extends Omit<ResponseInDocument, "headers" | "mediaType"> {
  /** Their names. */
  headers: string[];
}

/** An operation as the reference shows it. */
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

/** Every operation of a contract, in its order. */
export const operationsOf = (contract: OpenApiDocument): Operation[] =>
  operationsInDocument(contract).map(
    ({ operationId: id, requestBody: body, responses, security: _, ...operation }) => ({
      ...operation,
      id,
      body,
      responses: responses.map(({ headers, mediaType: __, ...response }) => ({
        ...response,
        headers: Object.keys(headers),
      })),
    }),
  );
