/** A text with control characters, and those that change the writing direction, escaped so that it can't hide anything. */
export const shown = (text: string): string =>
  text.replace(/[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === "\n" ? "\n" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export const count = (number: number, one: string, more = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

const units: [ms: number, name: string][] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
];

/** A rounded time span, such as `3 min`; in milliseconds below a second. */
export function span(ms: number): string {
  const [size, name] = units.find(([unit]) => ms >= unit) ?? [1, "ms"];
  return `${Math.floor(Math.max(0, ms) / size)} ${name}`;
}

/** A precise time span, such as `1.2 ms` or `1.25 s`. */
export const duration = (ms: number): string => (ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`);

export const clockTime = (iso: string): string => new Date(iso).toLocaleTimeString("en-GB");

export const clockTimeInMs = (iso: string): string =>
  `${clockTime(iso)}.${String(new Date(iso).getMilliseconds()).padStart(3, "0")}`;

export const dateTime = (ms: number): string =>
  new Date(ms).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const providers: Record<string, string> = {
  educationCsvDataProvider: "CSV",
  educationPowerSchoolDataProvider: "PowerSchool",
  educationOneRosterApiDataProvider: "OneRoster",
  educationSynchronizationDataProvider: "Base type",
};

export const providerName = (provider: string): string => providers[provider] ?? provider;

export type Tone = "good" | "bad" | "warn" | "busy" | "idle";

const tones: Record<string, Tone> = {
  provisioned: "good",
  success: "good",
  provisioningFailed: "bad",
  deletionFailed: "bad",
  error: "bad",
  validationError: "bad",
  quarantined: "bad",
  provisioning: "busy",
  extracting: "busy",
  validating: "busy",
  inProgress: "busy",
  deleting: "busy",
  paused: "warn",
};

export const toneOf = (state: string): Tone => tones[state] ?? "idle";

export function toneOfStatus(status: number): Tone {
  if (status < 300) return "good";
  if (status < 400) return "idle";
  return status < 500 ? "warn" : "bad";
}
