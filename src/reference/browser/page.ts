/** The element that a selector finds. Throws when the page was built without it. */
export function element<T extends HTMLElement>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** Calls `handle` for a click on what a selector finds, or within it, now or later. */
export function onClick(selector: string, handle: (clicked: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener("click", (event) => {
    const clicked = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (clicked) handle(clicked, event);
  });
}

/** Says something to those who don't see it. */
export function announce(text: string): void {
  element(".status").textContent = text;
}

// A browser may forbid storage to a page on disk.
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it holds until the page is closed.
  }
}
