/** Prints dark text on white: dark mode would print light text on white, or a black page. */
export function handlePrinting(): void {
  const { classList } = document.documentElement;
  let wasDark = false;
  addEventListener("beforeprint", () => {
    wasDark = classList.contains("dark");
    classList.remove("dark");
  });
  addEventListener("afterprint", () => classList.toggle("dark", wasDark));
}
