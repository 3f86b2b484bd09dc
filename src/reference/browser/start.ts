import { element, make } from "./page.ts";
import { findServer, withServer } from "./server.ts";

type Hydrate = (definition: object, options: object, root: HTMLElement) => void;

/**
 * Starts Redoc. The prerendered page differs from what Redoc renders in a browser, so it isn't hydrated but replaced once
 * Redoc has rendered.
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

/** Provides the function that the last line of the page calls. */
export function provideStart(): void {
  Object.assign(globalThis, { startRedoc });
}
