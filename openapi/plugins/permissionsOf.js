/** The permissions that an operation's `security` names for one scheme, as Markdown, least privileged first. */
export const permissionsOf = (operation, scheme) =>
  (operation.security ?? [])
    .flatMap((requirement) => requirement[scheme] ?? [])
    .map((scope) => `\`${scope}\``)
    .join(", ") || "Not supported.";
