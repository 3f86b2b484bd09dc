/** The element that a selector finds. Throws when the page was built without it. */
export function element<T extends HTMLElement>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...parts: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...parts);
  return made;
}

/** Calls `handle` for a click on what a selector finds, or within it, now or later; before Redoc does. */
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

/** Calls `complete` when Redoc has rendered the first section, and again whenever it has rendered something. */
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

/** The place for what an operation can do here, under its heading; `undefined` until that is rendered. */
export function toolsOf(item: HTMLElement): HTMLElement | undefined {
  const panel = item.querySelector("[data-testid=middle-panel]");
  const tools = panel?.querySelector<HTMLElement>(".tools");
  if (tools || !panel) return tools ?? undefined;
  const made = make("div", { class: "tools" });
  panel.append(made);
  return made;
}

/** What belongs to an operation, whose address has its id in lower case. */
export function entryOf<T>({ id }: HTMLElement, all: Record<string, T>): T | undefined {
  const [, name] = id.split("/");
  const key = Object.keys(all).find((operationId) => operationId.toLowerCase() === name);
  return key === undefined ? undefined : all[key];
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
