type Callback = (entries: { isIntersecting: boolean }[]) => void;

const waiting = new Set<PartObserver>();

/** Redoc renders a part of the page when this observer reports it as near; see patchRedoc. */
class PartObserver extends IntersectionObserver {
  readonly render: () => void;

  constructor(callback: Callback, options: IntersectionObserverInit) {
    super(callback, options);
    this.render = () => callback([{ isIntersecting: true }]);
  }

  override observe(target: Element): void {
    super.observe(target);
    waiting.add(this);
  }

  override disconnect(): void {
    super.disconnect();
    waiting.delete(this);
  }
}

const clicked = new EventTarget();
clicked.addEventListener("click", () => {
  for (const observer of [...waiting]) observer.render();
});

/** Renders all parts, including those that appear as a result, before the current event ends. */
function renderAll(): void {
  if (waiting.size === 0) return;
  // React renders changes caused by a click synchronously.
  clicked.dispatchEvent(new Event("click"));
  queueMicrotask(renderAll);
}

addEventListener("beforeprint", renderAll);
// The browser only searches rendered content.
addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
  if (key === "f" && (ctrlKey || metaKey)) renderAll();
});

// Redoc builds its search index when the browser is idle: seconds later, or never in Safari, which lacks this function.
// Since it works in small steps, it can start right away.
const requestIdleCallback = (callback: () => void) => setTimeout(callback, 100);
Object.assign(globalThis, { requestIdleCallback, cancelIdleCallback: clearTimeout });

Object.assign(globalThis, { PartObserver });
