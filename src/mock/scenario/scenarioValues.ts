import { successfulOutcomes, type Outcomes } from "../schoolDataSync/profiles/outcomes.ts";

export interface Throttle {
  /** Requests that one caller may send within the window. */
  requests: number;
  /** Length of the window, and what `Retry-After` says. */
  seconds: number;
}

/** The faults that are injected, and how transitions end. */
export interface Scenario extends Outcomes {
  /** Milliseconds before each answer, or the least and the most of them. */
  latencyInMs: number | [number, number];
  throttle: Throttle | null;
  /** How many of a hundred API calls answer 500 or 503, at random. */
  failPercent: number;
  /** Whether each call of a caller answers 503 the first time, so that a retry passes. */
  failOnce: boolean;
  /** Permissions that new tokens of the token endpoint carry; `null` for every permission of the contract. */
  grant: string[] | null;
}

export const quietScenario: Scenario = {
  latencyInMs: 0,
  throttle: null,
  failPercent: 0,
  failOnce: false,
  grant: null,
  ...successfulOutcomes,
};

/** The least and the most of each number in a scenario. */
export const scenarioBounds = {
  latencyInMs: [0, 60_000],
  requests: [1, 1_000_000],
  seconds: [1, 3600],
  failPercent: [0, 100],
} as const;
