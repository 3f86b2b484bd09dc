const cell = (text: string): string => text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");

/** A Markdown table without the columns that are empty in every row; empty if there are no rows. */
export function table(headings: string[], rows: string[][]): string {
  if (rows.length === 0) return "";
  const used = headings.map((_, column) => rows.some((row) => row[column]));
  const line = (cells: string[]): string =>
    `| ${cells
      .filter((_, column) => used[column])
      .map(cell)
      .join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Joins the parts of a text as separate paragraphs or blocks. */
export const paragraphs = (...parts: (string | undefined)[]): string =>
  parts.flatMap((part) => part?.trim() || []).join("\n\n");

export const codeBlock = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
