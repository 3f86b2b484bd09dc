/** A part of an OpenAPI document, as it was parsed: plugins see documents before anything has checked them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Node = any;

export interface Location {
  pointer: string;
  source: { absoluteRef: string };
  child(path: string | number | (string | number)[]): Location;
  key(): Location;
}

/** What Redocly passes to a visitor, as far as it is used here. */
export interface Context {
  key: string | number;
  location: Location;
  report(problem: { message: string; location?: Location }): void;
  /** Follows a `$ref`; `from` is the file that it is relative to. */
  resolve(node: Node, from?: string): { node: Node; location?: Location };
}

type Visit = (node: Node, context: Context) => void;

/** A rule, preprocessor or decorator: what to do with each type of node. */
export type Visitor = Record<string, { enter?: Visit; leave?: Visit }>;
