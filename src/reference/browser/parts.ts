type Callback = (entries: { isIntersecting: boolean }[]) => void;

const waiting = new Set<PartObserver>();
let areAllWanted = false;

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
    if (areAllWanted) queueMicrotask(renderAll);
  }

  override disconnect(): void {
    super.disconnect();
    waiting.delete(this);
  }
}

const clicked = new EventTarget();

/** Renders all parts, including those that appear as a result, before the current event ends, and any that appear later. */
function renderAll(): void {
  areAllWanted = true;
  // React renders changes caused by a click synchronously.
  if (waiting.size > 0) clicked.dispatchEvent(new Event("click"));
}

/** Renders the parts far from the screen, too, before the page is printed or searched. */
export function provideParts(): void {
  Object.assign(globalThis, { PartObserver });
  clicked.addEventListener("click", () => {
    for (const observer of [...waiting]) observer.render();
  });
  addEventListener("beforeprint", renderAll);
  // The browser only searches rendered content.
  addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "f" && (ctrlKey || metaKey)) renderAll();
  });
}
