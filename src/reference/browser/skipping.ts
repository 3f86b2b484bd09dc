import { onClick } from "./page.ts";

/** Skips the menu without changing the URL, since Redoc would look for a section with that name. */
export function handleSkipping(): void {
  onClick(".skip", (_, event) => {
    event.preventDefault();
    const main = document.querySelector("main");
    main?.setAttribute("tabindex", "-1");
    main?.focus();
  });
}
