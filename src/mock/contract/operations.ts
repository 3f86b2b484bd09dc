import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { PrismHttpComponents } from "@stoplight/prism-http";
import { builtFile } from "../../packageFolder.ts";
import type { OperationId } from "./reply.ts";
import { type Permission, type Permissions, readPermissions } from "./permissions.ts";

/** An operation as Prism represents it; `iid` is its operationId. */
export type DocumentedOperation = Parameters<PrismHttpComponents["route"]>[0]["resources"][number] & {
  iid: OperationId;
};
export type DocumentedResponse = DocumentedOperation["responses"][number];

/** The operations as they are stored, with an index in place of each response. */
export interface StoredOperations {
  operations: (Omit<DocumentedOperation, "responses"> & { responses: number[] })[];
  responses: DocumentedResponse[];
}

/** The operations as Prism computed them; built by `npm run build`. */
export const operationsFile = builtFile("contract/operations.json");
/** The validators that Prism's Ajv compiled from the contract's schemas; built in the same way. */
export const validatorsFile = builtFile("contract/validators.cjs");

/** The parts of a request body's schema that are read here; its references are resolved. */
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
  /** In lower case for a header. */
  name: string;
  /** Its name for the validator of all parameters of an operation. */
  key: string;
  /** Whether its values are separated by commas. */
  isList: boolean;
  /** The index of its path segment; -1 if it is not in the path. */
  segment: number;
}

/** The contract's description of an operation, prepared for handling requests. */
export interface Operation {
  id: OperationId;
  /** In upper case. */
  method: string;
  /** The path template. */
  path: string;
  /** The status of its first success. */
  success: number;
  parameters: readonly Parameter[];
  query: QueryOptions;
  body: BodySchema | undefined;
  /** Whether it expects nothing, or an empty object, in its body. */
  expectsNoBody: boolean;
  /** Each of them is sufficient; least privileged first. */
  permissions: readonly Permission[];
  documented: DocumentedOperation;
}

interface QueryOptions {
  /** As the contract lists them. */
  documented: readonly string[];
  /** The contract's spelling of each accepted option, by its name in lower case. */
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
  // Only next links contain it, so it is accepted but not documented.
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
  const stored = JSON.parse(readFileSync(operationsFile, "utf8")) as StoredOperations;
  const permissions = readPermissions();
  operations = stored.operations.map((operation) => {
    const responses = operation.responses.map((index) => stored.responses[index] as DocumentedResponse);
    return operationOf({ ...operation, responses }, permissions);
  });
  return operations;
}

/** A parameter's name for the validator of all parameters of an operation. */
export const parameterKey = (place: Place, name: string): string => `${place} ${name}`;

/** Such as `createSynchronizationProfile body`, or `listSynchronizationProfiles 200 items`. */
export type ValidatorName = `${string} ${"parameters" | "headers" | "body" | "items"}`;

export type Validators = Partial<Record<ValidatorName, (value: unknown) => boolean>>;

export const readValidators = (): Validators =>
  createRequire(validatorsFile)(fileURLToPath(validatorsFile)) as Validators;
