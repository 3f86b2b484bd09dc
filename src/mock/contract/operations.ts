import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { PrismHttpComponents } from "@stoplight/prism-http";
import { builtFile } from "../../packageFolder.ts";
import type { OperationId } from "./reply.ts";
import { type Permission, type Permissions, readPermissions } from "./permissions.ts";

/** An operation as Prism holds it; `iid` is its operationId. */
export type DocumentedOperation = Parameters<PrismHttpComponents["route"]>[0]["resources"][number] & {
  iid: OperationId;
};
export type DocumentedResponse = DocumentedOperation["responses"][number];

/** The operations as they are kept, with an index in place of each response. */
export interface KeptOperations {
  operations: (Omit<DocumentedOperation, "responses"> & { responses: number[] })[];
  responses: DocumentedResponse[];
}

/** The operations as Prism computed them; built by `npm run build`. */
export const operationsFile = builtFile("contract/operations.json");
/** What Prism's Ajv compiled out of the contract's schemas; built in the same way. */
export const validatorsFile = builtFile("contract/validators.cjs");

/** A schema of a request body, as far as it is read here; its references are resolved. */
export interface BodySchema {
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  oneOf?: readonly BodySchema[];
  properties?: Readonly<Record<string, BodySchema>>;
  required?: readonly string[];
  items?: BodySchema;
}

type Place = "path" | "query" | "headers";

interface Parameter {
  place: Place;
  /** Of a header in lower case. */
  name: string;
  /** Names it to the validator of all parameters of an operation. */
  key: string;
  /** Whether its values are separated by commas. */
  isList: boolean;
  /** Of a parameter in the path, where it stands. */
  segment: number;
}

/** What the contract says of an operation, as its requests need it. */
export interface Operation {
  id: OperationId;
  /** In upper case. */
  method: string;
  /** Its template. */
  path: string;
  /** The status of its first success. */
  success: number;
  parameters: readonly Parameter[];
  query: QueryOptions;
  body: BodySchema | undefined;
  /** Whether it expects nothing, or an empty object, in its body. */
  expectsNoBody: boolean;
  /** Any one of which allows it, least privileged first. */
  permissions: readonly Permission[];
  documented: DocumentedOperation;
}

interface QueryOptions {
  /** As the contract lists them. */
  documented: readonly string[];
  /** The contract's spelling of each that is accepted, by its name in lower case. */
  spelling: ReadonlyMap<string, string>;
  /** Those whose values are names, separated by commas. */
  lists: readonly string[];
}

function parametersOf({ path, request = {} }: DocumentedOperation): Parameter[] {
  const segments = path.split("/");
  return (["path", "query", "headers"] as const).flatMap((place) =>
    (request[place] ?? []).map(({ name, schema, explode }) => ({
      place,
      name: place === "headers" ? name.toLowerCase() : name,
      key: parameterKey(place, name),
      isList: schema?.type === "array" && !explode,
      segment: segments.indexOf(`{${name}}`),
    })),
  );
}

function queryOptionsOf(parameters: readonly Parameter[]): QueryOptions {
  const options = parameters.filter(({ place }) => place === "query");
  const documented = options.map(({ name }) => name);
  // Next links carry it; it is not for callers to write.
  const accepted = documented.includes("$top") ? [...documented, "$skiptoken"] : documented;
  return {
    documented,
    spelling: new Map(accepted.map((name) => [name.toLowerCase(), name])),
    lists: options.filter(({ isList }) => isList).map(({ name }) => name),
  };
}

function operationOf(documented: DocumentedOperation, { sufficientFor }: Permissions): Operation {
  const parameters = parametersOf(documented);
  const codes = documented.responses.map(({ code }) => Number(code));
  const body = documented.request?.body?.contents?.[0]?.schema as BodySchema | undefined;
  return {
    id: documented.iid,
    method: documented.method.toUpperCase(),
    path: documented.path,
    success: Math.min(...codes.filter((code) => code >= 200 && code < 300)),
    parameters,
    query: queryOptionsOf(parameters),
    body,
    expectsNoBody: body !== undefined && Object.keys(body.properties ?? {}).length === 0,
    permissions: sufficientFor(documented.iid),
    documented,
  };
}

let operations: Operation[] | undefined;

/** The operations of the contract, read once. */
export function readOperations(): Operation[] {
  if (operations) return operations;
  const kept = JSON.parse(readFileSync(operationsFile, "utf8")) as KeptOperations;
  const permissions = readPermissions();
  operations = kept.operations.map((operation) => {
    const responses = operation.responses.map((index) => kept.responses[index] as DocumentedResponse);
    return operationOf({ ...operation, responses }, permissions);
  });
  return operations;
}

/** Names a parameter to the validator of all parameters of an operation. */
export const parameterKey = (place: Place, name: string): string => `${place} ${name}`;

/** Such as `createSynchronizationProfile body`, or `listSynchronizationProfiles 200 items`. */
export type ValidatorName = `${string} ${"parameters" | "headers" | "body" | "items"}`;

export type Validators = Partial<Record<ValidatorName, (value: unknown) => boolean>>;

export const readValidators = (): Validators =>
  createRequire(validatorsFile)(fileURLToPath(validatorsFile)) as Validators;
