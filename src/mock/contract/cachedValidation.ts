import type { Prism, PrismOperation } from "./loadPrism.ts";
import { withRequestNarrowed, withResponseNarrowed } from "./narrowUnions.ts";

type Result = ReturnType<Prism["validateInput"]>;
type Input = Parameters<Prism["validateInput"]>[0]["element"];
type Output = Parameters<Prism["validateOutput"]>[0]["element"];
type Checked = ReturnType<Prism["validateOutput"]>;

/** Remembers results by key, unless that is long, and forgets all when there are too many; `off` remembers nothing. */
export function memo<T>(off = false, limit = 1000, longest = 2000): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (off || key.length > longest) return made;
    if (known.size >= limit) known.clear();
    known.set(key, made);
    return made;
  };
}

function oncePerOperation<T>(make: (operation: PrismOperation) => T): (operation: PrismOperation) => T {
  const made = new WeakMap<PrismOperation, { value: T }>();
  return (operation) => {
    const known = made.get(operation) ?? { value: make(operation) };
    made.set(operation, known);
    return known.value;
  };
}

const withBodyOnly = oncePerOperation(
  ({ request, ...rest }) =>
    ({ ...rest, request: { ...(request?.body ? { body: request.body } : {}) } }) as PrismOperation,
);
const withoutBody = oncePerOperation(
  ({ request: { body: _, ...request } = {}, ...rest }) => ({ ...rest, request }) as PrismOperation,
);
const declaredHeaders = oncePerOperation(({ request }) =>
  (request?.headers ?? []).map(({ name }) => name.toLowerCase()),
);

/** The violations of both parts, as Prism would have found them in the whole. */
function joined<T>(whole: T, first: { _tag: string }, second: { _tag: string }): never {
  const violations = [first, second].flatMap((part) =>
    part._tag === "Left" ? (part as unknown as { left: unknown[] }).left : [],
  );
  return (violations.length > 0 ? { _tag: "Left", left: violations } : { _tag: "Right", right: whole }) as never;
}

/**
 * Prism's own components, which answer at once what they were asked before: the route of a path, the violations of a
 * token, of parameters, of an answer. Each result depends on its key alone. A request's body is validated each time,
 * and so is a created profile.
 */
export function remembering(
  prism: Prism,
): Pick<Prism, "route" | "validateInput" | "validateSecurity" | "validateOutput"> {
  const routes = memo<ReturnType<Prism["route"]>>();
  const tokens = memo<Result>();
  const parameters = memo<Result>();
  const answers = memo<Checked>(false, 300, 20_000);
  const outputs = new WeakMap<Output, Checked>();

  // Judged first by the branches that a value means, which is quick, and by whole unions only if that finds a violation.
  function checkBody(resource: PrismOperation, element: Input): Result {
    const checked = prism.validateInput({ resource: withRequestNarrowed(resource, element.body), element });
    return checked._tag === "Right" ? checked : prism.validateInput({ resource, element });
  }

  function checkOutput(call: Parameters<Prism["validateOutput"]>[0]): Checked {
    const { statusCode, body } = call.element;
    const checked = prism.validateOutput({ ...call, resource: withResponseNarrowed(call.resource, statusCode, body) });
    return checked._tag === "Right" ? checked : prism.validateOutput(call);
  }

  return {
    route: (call) => routes(`${call.input.method} ${call.input.url.path}`, () => prism.route(call)),

    validateSecurity: ({ resource, element }) => {
      // Without the body, which would be kept with the result.
      const { body: _, ...head } = element;
      const key = JSON.stringify([resource.iid, element.headers?.["authorization"]]);
      return tokens(key, () => prism.validateSecurity({ resource, element: head }));
    },

    validateInput: ({ resource, element }) => {
      const inBody = checkBody(withBodyOnly(resource), element);
      const { path, query } = element.url;
      const given = Object.fromEntries(declaredHeaders(resource).map((name) => [name, element.headers?.[name]]));
      const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >;
      const inParameters = parameters(JSON.stringify([resource.iid, path, query, sent]), () =>
        prism.validateInput({
          resource: withoutBody(resource),
          element: { method: element.method, url: element.url, headers: sent },
        }),
      );
      return joined(element, inBody, inParameters);
    },

    validateOutput: (call) => {
      const known = outputs.get(call.element);
      if (known) return known;
      const { statusCode, headers, body } = call.element;
      // A created profile is like no other.
      const check = () => checkOutput(call);
      const checked =
        statusCode === 201 ? check() : answers(JSON.stringify([call.resource.iid, statusCode, headers, body]), check);
      outputs.set(call.element, checked);
      return checked;
    },
  };
}
