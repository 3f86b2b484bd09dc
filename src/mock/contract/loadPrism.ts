import { createRequire } from "node:module";
import type * as PrismHttp from "@stoplight/prism-http";

type Components = PrismHttp.PrismHttpComponents;

/** An operation of the contract, as Prism holds it; its `iid` is the operationId. */
export type PrismOperation = Parameters<Components["validateInput"]>[0]["resource"];

export interface Prism {
  createInstance: typeof PrismHttp.createInstance;
  operationsOf: (document: object) => Promise<PrismOperation[]>;
  mock: Components["mock"];
  route: Components["route"];
  validateInput: Components["validateInput"];
  validateSecurity: Components["validateSecurity"];
  validateOutput: Components["validateOutput"];
}

const prismHttp = "@stoplight/prism-http";

// Only dynamic answers need the faker, and only Postman collections the other one; together they are most of the load.
const loadedOnFirstUse = ["@faker-js/faker", "@stoplight/http-spec/postman/operation"];

function loadOnFirstUse(require: NodeJS.Require, name: string): void {
  const file = require.resolve(name);
  if (require.cache[file]) return;
  const load = (): Record<PropertyKey, unknown> => {
    if (require.cache[file]?.exports === exports) delete require.cache[file];
    return require(file) as Record<PropertyKey, unknown>;
  };
  // Prism takes hold of the faker's default export at once, and uses it only later.
  const defaultExport = new Proxy({}, { get: (_, property) => Reflect.get(load()["default"] as object, property) });
  const exports = new Proxy({}, { get: (_, property) => (property === "default" ? defaultExport : load()[property]) });
  require.cache[file] = { id: file, filename: file, loaded: true, exports } as NodeJS.Module;
}

/** Prism's engine, without its server and its command. */
export function loadPrism(): Prism {
  const require = createRequire(import.meta.url);
  const requireAsPrism = createRequire(require.resolve(prismHttp));
  for (const name of loadedOnFirstUse) loadOnFirstUse(requireAsPrism, name);

  const { createInstance, getHttpOperationsFromSpec } = require(prismHttp) as typeof PrismHttp;
  const part = (name: string) => require(`${prismHttp}/dist/${name}`) as Record<string, never>;
  const { validateInput, validateSecurity, validateOutput } = part("validator");
  return {
    createInstance,
    // Prism dereferences a document in place.
    operationsOf: (document) => getHttpOperationsFromSpec(structuredClone(document)),
    mock: part("mocker")["default"] as never,
    route: part("router")["default"] as never,
    validateInput: validateInput as never,
    validateSecurity: validateSecurity as never,
    validateOutput: validateOutput as never,
  };
}
