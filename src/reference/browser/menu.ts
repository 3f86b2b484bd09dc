import { element, onClick } from "./page.ts";

/** Opens and closes the contents where the screen has no room for both. */
export function handleMenu(): void {
  const button = element(".menu");
  const show = (isOpen: boolean): void => {
    button.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("contents", isOpen);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  onClick("#contents a", () => show(false));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    show(false);
    button.focus();
  });
}
