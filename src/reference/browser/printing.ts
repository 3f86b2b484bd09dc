/** Prints dark text on white: dark mode would print light text on white, or a black page. */
export function handlePrinting(): void {
  const { classList } = document.documentElement;
  let wasDark = false;
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    wasDark = classList.contains("dark");
    classList.remove("dark");
    opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .try)")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    classList.toggle("dark", wasDark);
    for (const details of opened) details.open = false;
  });
}
