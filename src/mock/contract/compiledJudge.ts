import type { ContractRequest, Output } from "./exchange.ts";
import { type Operation, type ValidatorName, type Validators } from "./operations.ts";
import type { Reply } from "./reply.ts";

const plainAccept = /^(?:\*\/\*|application\/json)(?:, ?(?:[\w-]+|\*)\/(?:[\w-]+|\*))*$/;
const bearer = /^Bearer\s.+$/;
const plainSegment = /^[\w-]+$/;

type Parameters = Record<string, string | string[]>;

/** As Prism shows the parameters to its validators; `undefined` if one of them is not plain. */
function readParameters({ operation, path, query, headers }: ContractRequest): Parameters | undefined {
  // Another option may be one that Prism knows in lower case.
  for (const name in query) if (!operation.query.documented.includes(name)) return undefined;
  const values: Parameters = {};
  const segments = path.split("/");
  for (const { place, name, key, isList, segment } of operation.parameters) {
    const text = place === "path" ? segments[segment] : (place === "query" ? query : headers)[name];
    if (text === undefined) continue;
    if (typeof text !== "string" || text === "" || (place === "path" && !plainSegment.test(text))) return undefined;
    values[key] = isList ? text.split(",") : text;
  }
  return values;
}

function hasPlainBody({ operation, bodyType, body }: ContractRequest): boolean {
  if (bodyType === undefined) return !operation.documented.request?.body?.required;
  return bodyType === "application/json" && typeof body === "object" && body !== null;
}

type Validate = NonNullable<Validators[ValidatorName]>;

/** Judges by compiled validators what needs no negotiation. */
export function createCompiledJudge(validators: Validators) {
  // A validator checks an example once, and an entity once until it changes.
  const valid = new Map<Validate, WeakSet<object>>();

  function knownTo(check: Validate): WeakSet<object> {
    const known = valid.get(check) ?? new WeakSet();
    valid.set(check, known);
    return known;
  }

  function isValidBody(name: string, { body, entity, page }: Output): boolean {
    const check = validators[`${name} body`];
    const entities = page ?? (entity ? [entity] : []);
    if (!check || entities.length === 0) return check?.(body) ?? true;
    const known = knownTo((page && validators[`${name} items`]) || check);
    const unknown = entities.filter((each) => !known.has(each));
    if (!page && unknown.length === 0) return true;
    if (!check(page ? { ...(body as object), value: unknown } : body)) return false;
    for (const each of unknown) known.add(each);
    return true;
  }

  return {
    /**
     * The parameters of a request, if there is no doubt that it has a token, a body and parameters of the right kind, and
     * accepts JSON.
     */
    plainParameters: (request: ContractRequest): Parameters | undefined => {
      const { accept = "*/*", authorization = "" } = request.headers;
      if (request.preferred || !plainAccept.test(accept) || !bearer.test(authorization)) return undefined;
      return hasPlainBody(request) ? readParameters(request) : undefined;
    },

    /** Whether a request with these parameters is valid. */
    isValid: ({ operation: { id }, bodyType, body }: ContractRequest, parameters: Parameters): boolean =>
      validators[`${id} parameters`]?.(parameters) === true && (!bodyType || validators[`${id} body`]?.(body) === true),

    /** @param reply what the answer was made of; absent for an example of the contract, which is the same object each time */
    isValidOutput: ({ id }: Operation, output: Output, reply?: Reply): boolean => {
      const name = `${id} ${output.statusCode}`;
      const checkHeaders = validators[`${name} headers`];
      if (!checkHeaders) return false;
      const isExample = !reply || ("example" in reply && reply.message === undefined);
      if (isExample && knownTo(checkHeaders).has(output)) return true;
      if (!checkHeaders(output.headers) || !isValidBody(name, output)) return false;
      if (isExample) knownTo(checkHeaders).add(output);
      return true;
    },
  };
}
