import type { ProfileRecord } from "../../store/profileRecord.ts";

const day = 86_400_000;
const maximumMonths = 18;

const createdAt = ({ history, state }: ProfileRecord): number => history?.[0]?.at ?? state.since;

/** The latest expiration date that a profile may have, as `YYYY-MM-DD`. */
export function latestExpiration(record: ProfileRecord): string {
  const created = new Date(createdAt(record));
  const month = new Date(Date.UTC(created.getUTCFullYear(), created.getUTCMonth() + maximumMonths, 1));
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  month.setUTCDate(Math.min(created.getUTCDate(), days));
  return month.toISOString().slice(0, 10);
}

/**
 * Whether the profile's last day has passed. A date before the profile's creation has no effect, so that the contract's
 * examples don't expire over the years.
 */
export function isExpired(record: ProfileRecord, now: number): boolean {
  const { expirationDate } = record.profile;
  if (typeof expirationDate !== "string") return false;
  const end = Date.parse(`${expirationDate}T00:00:00Z`) + day;
  return now >= end && createdAt(record) < end;
}
