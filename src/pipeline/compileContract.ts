import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { rolldown } from "rolldown";
import { contractFile } from "../mock/contract/document.ts";
import {
  type DocumentedOperation,
  type DocumentedResponse,
  type StoredOperations,
  operationsFile,
  parameterKey,
  type ValidatorName,
  validatorsFile,
} from "../mock/contract/operations.ts";
import { controlFile, controlValidatorsFile } from "../mock/control/controlDocument.ts";
import { writeWhole } from "./writeWhole.ts";

// Prism's own Ajv and formats, so that both accept the same requests and answers.
const requireAsPrism = createRequire(createRequire(import.meta.url).resolve("@stoplight/prism-http"));
const { default: Ajv, _: code } = requireAsPrism("ajv") as typeof import("ajv");
const { default: Ajv2020 } = requireAsPrism("ajv/dist/2020") as typeof import("ajv/dist/2020.js");
const { default: standalone } = requireAsPrism("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js");
const { default: addFormats } = requireAsPrism("ajv-formats") as { default: (ajv: unknown) => void };
const { date_time: dateTime } = requireAsPrism("./validator/validators/dateTime") as {
  date_time: (text: string) => boolean;
};
const { getHttpOperationsFromSpec } = requireAsPrism("./") as {
  getHttpOperationsFromSpec: (document: object) => Promise<DocumentedOperation[]>;
};

const formats = "virtual:formats";
const formatsSource = `module.exports = {
  ...require("ajv-formats/dist/formats").fullFormats,
  "date-time": require("@stoplight/prism-http/dist/validator/validators/dateTime").date_time,
};`;

type Schema = Record<string, unknown>;
const annotations = ["$schema", "description", "example", "examples", "title", "x-stoplight"];

const errorObject = /\{instancePath\b(?:[^{}"]|"(?:[^"\\]|\\.)*")*,params:\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}\}/g;

/** Removes the details of errors, which halves the code: Prism provides them if they are needed. */
function withoutErrors(compiled: string): string {
  const stripped = compiled.replace(errorObject, "0");
  if (/schemaPath:/.test(stripped)) throw new Error("Ajv has changed how it writes errors.");
  return stripped;
}

/** Compiles schemas. Equal schemas, and equal parts of them, share one function. */
function createCompiler(Compiler: typeof Ajv, coerceTypes: boolean, messages = false) {
  const ajv = new Compiler({
    allErrors: false,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    strict: false,
    logger: false,
    messages,
    inlineRefs: false,
    coerceTypes,
    code: { source: true, esm: true, lines: false, optimize: 2, formats: code`require(${formats})` },
  });
  addFormats(ajv);
  ajv.addFormat("date-time", dateTime);

  const ids = new Map<string, string>();
  function idOf(schema: object): string {
    const text = JSON.stringify(schema);
    const existing = ids.get(text);
    if (existing !== undefined) return existing;
    const id = `validator${ids.size}`;
    ids.set(text, id);
    ajv.addSchema({ ...schema, $id: id });
    return id;
  }

  const each = (schemas: unknown): Schema =>
    Object.fromEntries(Object.entries(schemas as Schema).map(([name, schema]) => [name, shared(schema as Schema)]));
  function shared(schema: Schema): Schema {
    const keywords = Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword));
    const parts = keywords.map(([keyword, value]) => {
      if (keyword === "properties") return [keyword, each(value)];
      if (keyword === "oneOf") return [keyword, (value as Schema[]).map(shared)];
      return [keyword, keyword === "items" ? shared(value as Schema) : value];
    });
    const result = Object.fromEntries(parts) as Schema;
    return "properties" in result ? { $ref: idOf(result) } : result;
  }

  const exported: Record<string, string> = {};
  return {
    add: (name: ValidatorName, schema: object = {}) => void (exported[name] = idOf(shared(schema as Schema))),
    /** A module that exports the validators by name. */
    source: () => {
      const used = [...new Set(Object.values(exported))];
      const named = Object.entries(exported).map(([name, id]) => `${JSON.stringify(name)}: ${id}`);
      const compiled = standalone(ajv, Object.fromEntries(used.map((id) => [id, id])));
      return `${messages ? compiled : withoutErrors(compiled)}\nexport default { ${named.join()} };`;
    },
  };
}

// As in Prism: a draft-07 Ajv with type coercion for parameters and headers, one for 2020-12 for bodies.
const compilersOf = (messages: boolean) => ({
  ofText: createCompiler(Ajv, true, messages),
  ofBodies: createCompiler(Ajv2020, false, messages),
});
type Compilers = ReturnType<typeof compilersOf>;

const objectOf = (parts: { name: string; schema?: object; required?: boolean }[]): object => ({
  type: "object",
  properties: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
  required: parts.filter(({ required }) => required).map(({ name }) => name),
});

function addOperation({ ofText, ofBodies }: Compilers, { iid, request = {}, responses }: DocumentedOperation): void {
  const parameters = (["path", "query", "headers"] as const).flatMap((place) =>
    (request[place] ?? []).map((parameter) => ({ ...parameter, name: parameterKey(place, parameter.name) })),
  );
  ofText.add(`${iid} parameters`, objectOf(parameters));
  const [sent] = request.body?.contents ?? [];
  if (sent) ofBodies.add(`${iid} body`, sent.schema);
  for (const { code: status, headers = [], contents: [content] = [] } of responses) {
    const type = { name: "content-type", schema: { const: content?.mediaType }, required: true };
    ofText.add(`${iid} ${status} headers`, objectOf(content ? [...headers, type] : headers));
    if (!content) continue;
    ofBodies.add(`${iid} ${status} body`, content.schema);
    const { value } = (content.schema as { properties?: Record<string, { items?: object }> }).properties ?? {};
    if (value?.items) ofBodies.add(`${iid} ${status} items`, value.items);
  }
}

const unusedKeys = ["id", "description", "summary", "x-stoplight", "explicitProperties", "tags", "extensions"];

/** Removes everything that Prism never reads, except within examples. */
function withoutUnused(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutUnused);
  if (typeof node !== "object" || node === null) return node;
  if ("key" in node && "value" in node) return { key: node.key, value: node.value };
  const members = Object.entries(node).filter(
    // A property of a schema may also have such a name; its value is a schema.
    ([name, value]) => !(unusedKeys.includes(name) && (typeof value === "string" || !isSchema(value))),
  );
  return Object.fromEntries(members.map(([name, value]) => [name, name === "example" ? value : withoutUnused(value)]));
}

const isSchema = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ["type", "oneOf", "enum"].some((keyword) => keyword in value);

/** The form in which operations are stored: most of them share most of their responses. */
function withSharedResponses(operations: DocumentedOperation[]): StoredOperations {
  const texts = new Map<string, number>();
  const indexOf = (response: object): number => {
    const text = JSON.stringify(response);
    const index = texts.get(text) ?? texts.size;
    texts.set(text, index);
    return index;
  };
  const indexed = operations.map((operation) => ({ ...operation, responses: operation.responses.map(indexOf) }));
  return { operations: indexed, responses: [...texts.keys()].map((text) => JSON.parse(text) as DocumentedResponse) };
}

/** Bundles the sources into one self-contained file. */
async function bundle(sources: Record<string, string>): Promise<string> {
  const build = await rolldown({
    input: "virtual:entry",
    platform: "node",
    plugins: [
      {
        name: "sources",
        resolveId: (id) => (id in sources ? id : id.startsWith(".") ? null : requireAsPrism.resolve(id)),
        load: (id) => sources[id] ?? null,
      },
    ],
  });
  const { output } = await build.generate({ format: "cjs", exports: "default", minify: true });
  await build.close();
  return output[0].code;
}

async function compile(operations: DocumentedOperation[], messages: boolean): Promise<string> {
  const compilers = compilersOf(messages);
  for (const operation of operations) addOperation(compilers, operation);
  return bundle({
    "virtual:entry": `import text from "virtual:text"; import bodies from "virtual:bodies";
export default { ...text, ...bodies };`,
    "virtual:text": compilers.ofText.source(),
    "virtual:bodies": compilers.ofBodies.source(),
    [formats]: formatsSource,
  });
}

const operationsIn = (file: URL) => getHttpOperationsFromSpec(JSON.parse(readFileSync(file, "utf8")) as object);

const fileName = ({ pathname }: URL): string => basename(pathname);

/** Compiles the contract's operations and the validators of their requests and responses. */
export async function compileContract(): Promise<void> {
  const operations = await operationsIn(contractFile);
  // Only tests validate responses of the control API.
  const control = (await operationsIn(controlFile)).map((operation) => ({ ...operation, responses: [] }));
  await writeWhole("dist/contract", {
    [fileName(operationsFile)]: JSON.stringify(withSharedResponses(withoutUnused(operations) as DocumentedOperation[])),
    [fileName(validatorsFile)]: await compile(operations, false),
    [fileName(controlValidatorsFile)]: await compile(control, true),
  });
}
