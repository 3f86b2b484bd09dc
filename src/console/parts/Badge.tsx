import { toneOf, toneOfStatus } from "./format.ts";

/** A state or a status in its colour, which the words don't need. */
export const StateBadge = ({ state }: { state: string }) => (
  <span class={`badge ${toneOf(state)}`}>{state === "idle" ? "not started" : state}</span>
);

export const StatusBadge = ({ status }: { status: number }) => (
  <span class={`badge status ${toneOfStatus(status)}`}>{status}</span>
);
