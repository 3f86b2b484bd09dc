/** Where a command prints. */
export type Output = Pick<Console, "log" | "error">;

const escaped = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapedProperty = (text: string): string => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/**
 * Shows a text beside the contract on a pull request, when GitHub Actions runs this; elsewhere does nothing. Written to
 * stderr, where GitHub looks too, so that a report taken from stdout doesn't hold it.
 */
export function annotate(console: Output, level: "notice" | "warning" | "error", title: string, text: string): void {
  if (process.env.GITHUB_ACTIONS !== "true") return;
  console.error(`::${level} file=generated/openapi.yaml,title=${escapedProperty(title)}::${escaped(text)}`);
}
