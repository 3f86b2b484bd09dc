import { onClick, remember, remembered } from "./page.ts";

function show(language: string): void {
  document.documentElement.dataset["language"] = language;
  for (const button of document.querySelectorAll<HTMLElement>("[data-show]"))
    button.setAttribute("aria-pressed", String(button.dataset["show"] === language));
}

/** Shows the samples of all operations in one language, and the same one at the next visit. */
export function rememberLanguage(): void {
  const last = remembered("language") ?? "";
  show(document.querySelector(`[data-show="${CSS.escape(last)}"]`) ? last : "sh");
  onClick("[data-show]", (button) => {
    const { show: language = "sh" } = button.dataset;
    const before = button.getBoundingClientRect().top;
    show(language);
    remember("language", language);
    // What is above may have become longer or shorter.
    scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  });
}
