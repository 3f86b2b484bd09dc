import { guardianRoles, type ValueFormat } from "./fileFormats.ts";

const whiteSpace = /\s/;
const roles = new Set(guardianRoles.map((role) => role.toLowerCase()));

// 2023-08-31, 20230831 or 8/31/2023, optionally followed by a time.
const dates = [
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ].*)?$/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:T.*)?$/,
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?: .*)?$/,
];
const times = /[T ](?:[01]?\d|2[0-3]):?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?(?: ?[AP]M)?(?: ?Z| ?[+-]\d\d:?\d\d)?$/i;

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isDate(value: string): boolean {
  const { year, month, day } = dates.map((date) => date.exec(value)?.groups).find((groups) => groups) ?? {};
  if (year === undefined) return false;
  if (/[T ]/.test(value) && !times.test(value)) return false;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  // With slashes, the order of day and month depends on the country.
  return isDay(y, m, d) || (value.includes("/") && isDay(y, d, m));
}

/** Whether a value that is not empty has the format. */
export const hasFormat: Readonly<Record<ValueFormat, (value: string) => boolean>> = {
  identifier: (value) => !whiteSpace.test(value),
  date: (value) => isDate(value.trim()),
  role: (value) => roles.has(value.trim().toLowerCase()),
};
