import type { ContractRequest, Output } from "./exchange.ts";
import { type Operation, type ValidatorName, type Validators } from "./operations.ts";
import type { Reply } from "./reply.ts";

const plainAccept = /^(?:\*\/\*|application\/json)(?:, ?(?:[\w-]+|\*)\/(?:[\w-]+|\*))*$/;
const bearer = /^Bearer\s.+$/;
const plainSegment = /^[\w-]+$/;

type Parameters = Record<string, string | string[]>;

/** The parameters in the form that Prism passes to its validators; `undefined` if one of them is not plain. */
function readParameters({ operation, path, query, headers }: ContractRequest): Parameters | undefined {
  // Prism also recognizes options in lower case, so it has to judge any other name.
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

/** Judges requests that need no negotiation, using compiled validators. */
export function createCompiledJudge(validators: Validators) {
  // A validator checks each example once, and each entity once until it changes.
  const validated = new Map<Validate, WeakSet<object>>();

  function validatedBy(check: Validate): WeakSet<object> {
    const objects = validated.get(check) ?? new WeakSet();
    validated.set(check, objects);
    return objects;
  }

  function isValidBody(name: string, { body, entity, page }: Output): boolean {
    const check = validators[`${name} body`];
    const entities = page ?? (entity ? [entity] : []);
    if (!check || entities.length === 0) return check?.(body) ?? true;
    const valid = validatedBy((page && validators[`${name} items`]) || check);
    const unchecked = entities.filter((each) => !valid.has(each));
    if (!page && unchecked.length === 0) return true;
    if (!check(page ? { ...(body as object), value: unchecked } : body)) return false;
    for (const each of unchecked) valid.add(each);
    return true;
  }

  return {
    /**
     * The parameters of a request, if it certainly has a token, a body and parameters of the right kind, and accepts JSON.
     */
    plainParameters: (request: ContractRequest): Parameters | undefined => {
      const { accept = "*/*", authorization = "" } = request.headers;
      if (request.preferred || !plainAccept.test(accept) || !bearer.test(authorization)) return undefined;
      return hasPlainBody(request) ? readParameters(request) : undefined;
    },

    /** Whether a request with these parameters is valid. */
    isValid: ({ operation: { id }, bodyType, body }: ContractRequest, parameters: Parameters): boolean =>
      validators[`${id} parameters`]?.(parameters) === true && (!bodyType || validators[`${id} body`]?.(body) === true),

    /** @param reply the source of the answer; absent for an example of the contract, which is the same object each time */
    isValidOutput: ({ id }: Operation, output: Output, reply?: Reply): boolean => {
      const name = `${id} ${output.statusCode}`;
      const checkHeaders = validators[`${name} headers`];
      if (!checkHeaders) return false;
      const isExample = !reply || ("example" in reply && reply.message === undefined);
      if (isExample && validatedBy(checkHeaders).has(output)) return true;
      if (!checkHeaders(output.headers) || !isValidBody(name, output)) return false;
      if (isExample) validatedBy(checkHeaders).add(output);
      return true;
    },
  };
}
