/** Maximum number of blocks in a file. */
export const maximumBlocks = 50_000;

export interface ListedBlock {
  /** Where to look for the block; `Latest` means anywhere, uncommitted blocks first. */
  readonly list: "Latest" | "Uncommitted" | "Committed";
  readonly id: string;
}

const declaration = /^\ufeff?\s*(?:<\?xml[^<>]*\?>)?\s*/;
const list = /^<BlockList\s*(?:\/>|>(.*)<\/BlockList\s*>)\s*$/s;
const block = /<(Latest|Uncommitted|Committed)\s*>\s*([\w+/=-]+)\s*<\/\1\s*>\s*/gy;

/**
 * The blocks in a block list, in order; `undefined` if the text is not a block list.
 *
 * Ids are Base64, so the format uses no XML beyond these tags: no parser is needed, and no entities can be expanded.
 */
export function listedBlocks(xml: string): ListedBlock[] | undefined {
  const match = list.exec(xml.replace(declaration, ""));
  if (!match) return undefined;
  const content = (match[1] ?? "").trim();
  const entries = [...content.matchAll(block)];
  const length = entries.reduce((sum, [entry]) => sum + entry.length, 0);
  if (length < content.length) return undefined;
  return entries.map(([, name, id = ""]) => ({ list: name as ListedBlock["list"], id }));
}
