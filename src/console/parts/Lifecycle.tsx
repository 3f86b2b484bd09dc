import { useEffect, useRef } from "preact/hooks";
import drawing from "../../reference/guide/lifecycle.svg";
import type { ProfileDetails } from "../control.ts";

// Stages that the drawing shows as one.
const drawnAs: Record<string, string> = { extracting: "inProgress", validating: "inProgress" };

/** The contract's lifecycle diagram, with the profile's current and earlier states highlighted. */
export function LifecycleDrawing({ details: { lifecycle, history } }: { details: ProfileDetails }) {
  const place = useRef<HTMLDivElement>(null);
  const here = [lifecycle.state, lifecycle.stage].map((name) => drawnAs[name] ?? name);
  const been = history.map(({ to }) => drawnAs[to] ?? to);
  useEffect(() => {
    const svg = place.current?.querySelector("svg");
    for (const name of svg?.querySelectorAll("text.name") ?? []) {
      const state = name.textContent ?? "";
      const box = name.previousElementSibling;
      for (const part of [name, box]) {
        part?.classList.toggle("here", here.includes(state));
        part?.classList.toggle("been", been.includes(state));
      }
    }
    const now = svg?.querySelector<SVGRectElement>("rect.here");
    const region = place.current?.firstElementChild;
    if (now && region && region.scrollWidth > region.clientWidth)
      region.scrollLeft = now.getBBox().x - region.clientWidth / 3;
  }, [here.join(), been.join()]);
  return (
    <div ref={place} class="lifecycle">
      <div
        class="drawing"
        role="region"
        aria-label="Lifecycle diagram"
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: drawing }}
      />
    </div>
  );
}
