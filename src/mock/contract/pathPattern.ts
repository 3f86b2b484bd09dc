/** The source of a regular expression that matches exactly this text. */
export const literalPattern = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

/** A regular expression for a path template; each parameter becomes a named group. */
export const pathPattern = (template: string, parameter = "[^/]+"): RegExp =>
  new RegExp(`^${literalPattern(template).replace(/\{(\w+)\}/g, `(?<$1>${parameter})`)}$`);
