import { toneOf, toneOfStatus } from "./format.ts";

/** A state or status as a colored badge; its meaning doesn't depend on the color. */
export const StateBadge = ({ state }: { state: string }) => (
  <span class={`badge ${toneOf(state)}`}>{state === "idle" ? "not started" : state}</span>
);

export const StatusBadge = ({ status }: { status: number }) => (
  <span class={`badge status ${toneOfStatus(status)}`}>{status}</span>
);
