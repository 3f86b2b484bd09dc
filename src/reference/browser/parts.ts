type Callback = (entries: { isIntersecting: boolean }[]) => void;

const waiting = new Set<PartObserver>();

/** Redoc renders a part of the page when this says that it is near; see patchRedoc. */
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

/** Renders all parts before the caller's event ends, and what these bring. */
function renderAll(): void {
  if (waiting.size === 0) return;
  // What a click changes is rendered by React at once.
  clicked.dispatchEvent(new Event("click"));
  queueMicrotask(renderAll);
}

/** Renders what is far from the screen for who prints or searches the page. */
export function provideParts(): void {
  Object.assign(globalThis, { PartObserver });
  clicked.addEventListener("click", () => {
    for (const observer of [...waiting]) observer.render();
  });
  addEventListener("beforeprint", renderAll);
  // The browser searches what is rendered.
  addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "f" && (ctrlKey || metaKey)) renderAll();
  });
}
