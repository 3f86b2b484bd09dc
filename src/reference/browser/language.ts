import { labels } from "../samples/labels.ts";
import { onClick, remember, remembered } from "./page.ts";

const languages: readonly string[] = labels;
const [first] = languages;

const languageButton = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>("[data-item-kind=httpItem] [aria-haspopup=menu]")].find(
    ({ textContent }) => languages.includes(textContent),
  );

/** Remembers the language chosen for the samples. Returns a function that selects that of the last visit, once. */
export function rememberLanguage(): () => void {
  onClick("[role=menuitem]", ({ textContent }) => {
    if (languages.includes(textContent)) remember("language", textContent);
  });
  const last = remembered("language") ?? first;
  let isShown = last === first;
  return () => {
    const button = languageButton();
    if (isShown || !button) return;
    isShown = true;
    button.click();
    setTimeout(() => {
      const items = document.querySelectorAll<HTMLElement>("[role=menuitem]");
      [...items].find(({ textContent }) => textContent === last)?.click();
    }, 50);
  };
}
