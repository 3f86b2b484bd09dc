/** The parts of an operation that the router needs. */
export interface Routed {
  /** In upper case. */
  method: string;
  /** Its template, such as `/profiles/{id}`. */
  path: string;
}

export interface Route<Operation> {
  template: string;
  /** By method. */
  operations: ReadonlyMap<string, Operation>;
}

export interface Match<Operation> {
  route: Route<Operation>;
  /** The values of the path parameters by name, as they were sent. */
  parameters: Record<string, string>;
}

interface Node<Operation> {
  literals: Map<string, Node<Operation>>;
  parameter?: { name: string; node: Node<Operation> };
  route?: { template: string; operations: Map<string, Operation> };
}

/** The segments of a path, which begins with a slash. */
export const segmentsOf = (path: string): string[] => path.split("/").slice(1);

/**
 * Creates a function that finds a route by its segments; literals take precedence over parameters, as in OpenAPI.
 *
 * @param spelling canonical form of a literal segment: equal for segments that mean the same
 */
export function createRouter<Operation extends Routed>(
  operations: readonly Operation[],
  spelling: (segment: string, isAfterParameter: boolean) => string = (segment) => segment,
): (segments: readonly string[]) => Match<Operation> | undefined {
  const root: Node<Operation> = { literals: new Map() };

  function childOf(node: Node<Operation>, segment: string, isAfterParameter: boolean): Node<Operation> {
    const [, name] = /^\{(.+)\}$/.exec(segment) ?? [];
    if (name !== undefined) return (node.parameter ??= { name, node: { literals: new Map() } }).node;
    const key = spelling(segment, isAfterParameter);
    const child = node.literals.get(key) ?? { literals: new Map() };
    node.literals.set(key, child);
    return child;
  }

  for (const operation of operations) {
    let node = root;
    let previous = "";
    for (const segment of segmentsOf(operation.path)) {
      node = childOf(node, segment, previous.startsWith("{"));
      previous = segment;
    }
    node.route ??= { template: operation.path, operations: new Map() };
    node.route.operations.set(operation.method, operation);
  }

  function find(
    node: Node<Operation>,
    segments: readonly string[],
    at: number,
    isAfterParameter: boolean,
  ): Match<Operation> | undefined {
    const segment = segments[at];
    if (segment === undefined) return node.route && { route: node.route, parameters: {} };
    const literal = node.literals.get(spelling(segment, isAfterParameter));
    const match = literal && find(literal, segments, at + 1, false);
    // As in Prism, a parameter may be empty, but not at the end, where it is a trailing slash.
    if (match || !node.parameter || (segment === "" && at === segments.length - 1)) return match;
    const below = find(node.parameter.node, segments, at + 1, true);
    if (below) below.parameters[node.parameter.name] = segment;
    return below;
  }

  return (segments) => find(root, segments, 0, false);
}
