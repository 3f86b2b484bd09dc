const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML, also within an attribute in double quotes. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
