import {
  type DocumentedOperation,
  type DocumentedResponse as ResponseInDocument,
  type OpenApiDocument,
  operationsOf as operationsInDocument,
} from "../openapi/document.ts";

export {
  type Example,
  follow,
  type OpenApiDocument as Contract,
  type Parameter,
  type Schema,
} from "../openapi/document.ts";

export type Body = NonNullable<DocumentedOperation["requestBody"]>;

export interface DocumentedResponse extends Omit<ResponseInDocument, "headers" | "mediaType"> {
  /** Names of the headers. */
  headers: string[];
}

/** An operation in the form that the reference needs. */
export interface Operation extends Omit<DocumentedOperation, "operationId" | "requestBody" | "responses" | "security"> {
  id: string;
  body: Body | undefined;
  responses: DocumentedResponse[];
}

/** Every operation of a contract, in document order. */
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
