/** Blocks that a file may have. */
export const maximumBlocks = 50_000;

export interface ListedBlock {
  /** Where to look for the block; `Latest` is wherever it is. */
  readonly list: "Latest" | "Uncommitted" | "Committed";
  readonly id: string;
}

const declaration = /^\ufeff?\s*(?:<\?xml[^<>]*\?>)?\s*/;
const list = /^<BlockList\s*(?:\/>|>(.*)<\/BlockList\s*>)\s*$/s;
const block = /<(Latest|Uncommitted|Committed)\s*>\s*([\w+/=-]+)\s*<\/\1\s*>\s*/gy;

/**
 * The blocks that a block list names, in their order; `undefined` for a text that is no block list.
 *
 * Ids are Base64, so the format needs nothing of XML but these tags: no parser, hence no entities to expand.
 */
export function listedBlocks(xml: string): ListedBlock[] | undefined {
  const found = list.exec(xml.replace(declaration, ""));
  if (!found) return undefined;
  const content = (found[1] ?? "").trim();
  const entries = [...content.matchAll(block)];
  const length = entries.reduce((sum, [entry]) => sum + entry.length, 0);
  if (length < content.length) return undefined;
  return entries.map(([, name, id = ""]) => ({ list: name as ListedBlock["list"], id }));
}
