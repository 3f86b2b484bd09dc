/** Adds missing roles, levels and names to Redoc's markup. */
export function completeRoles(): void {
  const menu = document.querySelector(".menu-content");
  menu?.setAttribute("role", "navigation");
  menu?.setAttribute("aria-label", "Contents");
  const search = document.querySelector("[data-testid=search-trigger]");
  search?.setAttribute("role", "button");
  search?.setAttribute("tabindex", "0");
  const dialog = document.querySelector("[data-testid=search-dialog]");
  dialog?.setAttribute("role", "dialog");
  dialog?.setAttribute("aria-modal", "true");
  dialog?.setAttribute("aria-label", "Search");
  dialog?.querySelector("button:has(> svg:only-child)")?.setAttribute("aria-label", "Clear");
  // Redoc skips the level below the operation's own heading.
  for (const heading of document.querySelectorAll(
    "[data-item-kind=httpItem] :is(h4[data-component-name='Typography/H4'], h5)",
  ))
    heading.setAttribute("aria-level", String(Number(heading.tagName.slice(1)) - 1));
  // A button's name must match its visible text, so that it works with voice control.
  for (const button of document.querySelectorAll(
    "button:is([aria-label=Example], [aria-label=Discriminator], [aria-label=Variant])",
  )) {
    button.setAttribute("aria-description", button.getAttribute("aria-label") ?? "");
    button.removeAttribute("aria-label");
  }
}

/** Opens the search with Enter, like a click on its field. */
export function handleSearchField(): void {
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target instanceof HTMLElement && target.matches("[data-testid=search-trigger]"))
      target.click();
  });
}
