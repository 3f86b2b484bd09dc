/** The element for a selector. Throws if the page doesn't have it. */
export function element<T extends HTMLElement>(selector: string, within: ParentNode = document): T {
  const match = within.querySelector<T>(selector);
  if (!match) throw new Error(`The page has no ${selector}.`);
  return match;
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...parts: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value);
  created.append(...parts);
  return created;
}

/** Calls `handle` for clicks on elements that match a selector, or within them, even future ones; before Redoc does. */
export function onClick(selector: string, handle: (clicked: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener(
    "click",
    (event) => {
      const clicked = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
      if (clicked) handle(clicked, event);
    },
    true,
  );
}

/** Calls `complete` once Redoc has rendered the first section, and again whenever it renders something. */
export function onRender(complete: () => void): void {
  let isScheduled = false;
  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      if (document.querySelector("[data-section-id]")) complete();
    }, 100);
  };
  new MutationObserver(schedule).observe(document.body, { childList: true, subtree: true });
  schedule();
}

export const operationItems = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>("[data-item-kind=httpItem]"),
];

/** The element for an operation's tools, below its heading; `undefined` until that is rendered. */
export function toolsOf(item: HTMLElement): HTMLElement | undefined {
  const panel = item.querySelector("[data-testid=middle-panel]");
  const tools = panel?.querySelector<HTMLElement>(".tools");
  if (tools || !panel) return tools ?? undefined;
  const created = make("div", { class: "tools" });
  panel.append(created);
  return created;
}

/** The entry for an operation, whose anchor contains its id in lower case. */
export function entryOf<T>({ id }: HTMLElement, all: Record<string, T>): T | undefined {
  const [, name] = id.split("/");
  const key = Object.keys(all).find((operationId) => operationId.toLowerCase() === name);
  return key === undefined ? undefined : all[key];
}

// Browsers may deny storage to pages opened from disk.
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
    // Then it only lasts until the page is closed.
  }
}
