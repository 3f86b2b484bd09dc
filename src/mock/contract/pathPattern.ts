/** The source of a pattern that matches a text as it stands. */
export const literalPattern = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

/** Matches a path by its template; each parameter becomes a group of that name. */
export const pathPattern = (template: string, parameter = "[^/]+"): RegExp =>
  new RegExp(`^${literalPattern(template).replace(/\{(\w+)\}/g, `(?<$1>${parameter})`)}$`);
