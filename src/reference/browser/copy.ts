import { embedded } from "./embedded.ts";
import { element, entryOf, make, onClick, operationItems, toolsOf } from "./page.ts";
import { withServer } from "./server.ts";

async function copy(text: string, button: HTMLElement): Promise<void> {
  const label = button.dataset["label"] ?? button.textContent;
  button.dataset["label"] = label;
  // Pages served over plain http have no clipboard API, except from the same machine.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const done = await (clipboard?.writeText(text) ?? Promise.reject(new Error())).then(
    () => "Copied",
    () => "Not copied",
  );
  button.textContent = done;
  element("[role=status]").textContent = done;
  setTimeout(() => (button.textContent = label), 2000);
}

const textBeside = (button: HTMLElement): string =>
  [...(button.parentElement?.childNodes ?? [])]
    .filter((part) => part !== button)
    .map(({ textContent }) => textContent ?? "")
    .join("")
    .trimEnd();

/** Adds a copy button to each code block that doesn't have one from Redoc. */
export function offerCopies(): void {
  for (const block of document.querySelectorAll(
    "[data-testid=middle-panel] [data-component-name='Markdown/Markdown'] pre:not(:has(> .copy))",
  )) {
    block.setAttribute("tabindex", "0");
    block.append(make("button", { type: "button", class: "copy" }, "Copy"));
  }
}

/** Adds a button that copies an operation as Markdown, for language models. */
export function copyOperations(): void {
  for (const item of operationItems()) {
    const tools = toolsOf(item);
    if (tools && !tools.querySelector(".copy-markdown"))
      tools.prepend(make("button", { type: "button", class: "copy-markdown" }, "Copy as Markdown"));
  }
}

export function handleCopies(): void {
  onClick(".copy", (button) => void copy(textBeside(button), button));
  onClick(".copy-markdown", (button) => {
    const item = button.closest<HTMLElement>("[data-item-kind]");
    void embedded("operations.md.json").then((text) =>
      copy((item && entryOf(item, JSON.parse(withServer(text)) as Record<string, string>)) ?? "", button),
    );
  });
}
