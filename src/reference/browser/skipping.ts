import { onClick } from "./page.ts";

/** Leads past the menu. The address stays, since Redoc would look for a section of that name. */
export function handleSkipping(): void {
  onClick(".skip", (_, event) => {
    event.preventDefault();
    const main = document.querySelector("main");
    main?.setAttribute("tabindex", "-1");
    main?.focus();
  });
}
