import type { RedoclyChange } from "./redoclyDiff.ts";

/** In report order. */
export const ratings = ["breaking", "addition", "patch"] as const;
export type Rating = (typeof ratings)[number];

const documentationTypes = /^(Info|Contact|License|ExternalDocs|Tag(List)?|Example(sMap)?|Link(sMap)?|SpecExtension)$/;
const documentationProperties = /^(title|summary|description|example|examples|tags|externalDocs|x-.*)$/;
// Such a component only counts where it is used, and changes are reported there. The other two kinds matter on their own:
// a security scheme is used by name, and types.ts exports every schema by name.
const unusedPart = /^#\/components\/(?!schemas|securitySchemes)/;

const isDocumentation = ({ path, typeName, property = "" }: RedoclyChange): boolean =>
  documentationTypes.test(typeName) || documentationProperties.test(property) || unusedPart.test(path);

interface Correction {
  /** Why the change breaks callers, regardless of redocly diff. */
  why: string;
  applies: (change: RedoclyChange) => boolean;
}

// For these, redocly diff has rules for removals, which would have reported a harmful one.
const hasRemovalRule = /^(Schema|OneOf|AnyOf|AllOf|SecurityRequirement(List)?)$/;

/**
 * Breaking changes that no rule of redocly diff 2.77 reports, so that it rates them minor or patch. A test compares each
 * with the tool's own rating, so that any that the tool has learned to report can be deleted.
 */
export const corrections: Correction[] = [
  {
    why: "Callers that rely on the header may not find it.",
    applies: ({ typeName, property, base }) => typeName === "Header" && property === "required" && base?.value === true,
  },
  {
    why: "Callers that omit the value get different behavior.",
    applies: ({ typeName, property }) => typeName === "Schema" && property === "default",
  },
  {
    why: "It changes who sends or receives the property.",
    applies: ({ property }) => property === "readOnly" || property === "writeOnly",
  },
  {
    why: "Callers that send no body are rejected.",
    applies: ({ typeName, kind, revision }) =>
      typeName === "RequestBody" && kind === "added" && (revision?.value as { required?: boolean }).required === true,
  },
  {
    why: "Callers get a success status that they don't know.",
    applies: ({ typeName, kind, path }) => typeName === "Response" && kind === "added" && /\/2..$/.test(path),
  },
  {
    why: "Typed clients use the path as the contract writes it.",
    applies: ({ typeName, property }) =>
      (typeName === "PathItem" && property === "key") || (typeName === "Parameter" && property === "name"),
  },
  {
    why: "Callers request tokens at the old URL.",
    applies: ({ property = "" }) => /^(authorization|token|refresh)Url$/.test(property),
  },
  {
    why: "Typed clients distinguish the types of a union by it.",
    applies: ({ base }) => /\/discriminator(\/propertyName|\/mapping(\/[^/]+)?)?$/.test(base?.pointer ?? ""),
  },
  {
    why: "The schema is an exported type of the package.",
    applies: ({ path, kind, property }) =>
      (kind === "removed" || property === "key") && /^#\/components\/schemas\/[^/]+$/.test(path),
  },
  {
    why: "The value is no longer described, or newly constrained.",
    applies: ({ path, kind }) => kind !== "modified" && /(?<!\/properties)\/schema$/.test(path),
  },
  {
    why: "Validators interpret every schema by other rules.",
    applies: ({ property }) => property === "jsonSchemaDialect",
  },
  {
    why: "It was part of the contract.",
    applies: ({ typeName, kind }) => kind === "removed" && !hasRemovalRule.test(typeName),
  },
];

const impacts = { major: "breaking", minor: "addition", patch: "patch" } as const;

/**
 * Rates a change. The rules of redocly diff come first. It rates changes that no rule reports only by their form: minor
 * for additions (such as a tag), patch otherwise (such as a wider bound). These are classified here: documentation, a
 * breaking change according to the table above, or something that requires no work from callers.
 */
export function rate(change: RedoclyChange): { rating: Rating; why?: string } {
  if (change.verdicts.length > 0) return { rating: impacts[change.impact] };
  if (isDocumentation(change)) return { rating: "patch" };
  const correction = corrections.find(({ applies }) => applies(change));
  return correction ? { rating: "breaking", why: correction.why } : { rating: "addition" };
}
