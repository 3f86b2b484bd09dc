/** Names the operations of a list by their summaries: their paths begin alike, and are cut off. */
export function nameOperations(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-testid=items-navigation-list] a")) {
    const title = document.getElementById(link.hash.slice(2))?.querySelector("h2")?.textContent;
    const label = [...link.querySelectorAll("span")].at(-1);
    if (title && label && label.textContent !== title) label.textContent = title;
  }
}
