// Redoc's menus are not next to their buttons, so Tab doesn't reach them, and they don't support arrow keys.
let menuButton: HTMLElement | undefined;

const menuItems = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].filter((item) => item.checkVisibility());

function leaveMenu(): void {
  if (menuButton?.getAttribute("aria-expanded") === "true") menuButton.click();
  menuButton?.focus();
}

function enterMenu(button: HTMLElement): void {
  menuButton = button;
  setTimeout(() => menuItems()[0]?.focus(), 50);
}

function moveInMenu(event: KeyboardEvent, target: HTMLElement): void {
  const { key } = event;
  const items = menuItems();
  const at = items.indexOf(target);
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = steps[key];
  const isChoice = key === "Enter" || key === " ";
  if (next === undefined && !isChoice && key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (next !== undefined) {
    items.at(next % items.length)?.focus();
    return;
  }
  if (isChoice) target.click();
  leaveMenu();
}

export function handleMenus(): void {
  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (!(target instanceof HTMLElement)) return;
      if (target.matches("[role=menuitem]")) moveInMenu(event, target);
      else if (target.matches("[aria-haspopup=menu]") && ["Enter", " ", "ArrowDown"].includes(key)) enterMenu(target);
    },
    true,
  );
}
