import { embedded } from "./embedded.ts";
import { announce, element, onClick } from "./page.ts";

async function copy(text: string, button: HTMLElement): Promise<void> {
  const label = button.dataset["label"] ?? button.textContent;
  button.dataset["label"] = label;
  const done = await navigator.clipboard.writeText(text).then(
    () => "Copied",
    () => "Not copied",
  );
  button.textContent = done;
  announce(done);
  setTimeout(() => (button.textContent = label), 2000);
}

async function operationAsMarkdown(id: string): Promise<string> {
  const pages = JSON.parse(await embedded("operations.md.json")) as Record<string, string>;
  return pages[id] ?? "";
}

export function handleCopies(): void {
  onClick(".copy", (button) => {
    const code = button.parentElement ? element("code", button.parentElement) : undefined;
    void copy(code?.textContent ?? "", button);
  });
  onClick(".copy-markdown", (button) => {
    void operationAsMarkdown(button.dataset["operation"] ?? "").then((text) => copy(text, button));
  });
}
