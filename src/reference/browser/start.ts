import { element, make } from "./page.ts";
import { findServer, withServer } from "./server.ts";

type Hydrate = (definition: object, options: object, root: HTMLElement) => void;

/**
 * Starts Redoc. What the build has rendered differs from what Redoc renders in a browser, and so stays until that is
 * there, instead of becoming a part of it.
 */
async function startRedoc(hydrate: Hydrate, definition: object, options: object): Promise<void> {
  const prerendered = element("#redoc");
  const root = make("div");
  prerendered.after(root);
  new MutationObserver((_, observer) => {
    observer.disconnect();
    prerendered.remove();
    root.id = "redoc";
  }).observe(root, { childList: true });
  await findServer();
  hydrate(JSON.parse(withServer(JSON.stringify(definition))) as object, options, root);
}

/** Gives the page's last line what it calls. */
export function provideStart(): void {
  Object.assign(globalThis, { startRedoc });
}
