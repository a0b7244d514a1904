/** Periods that people take tables of: first and last day included, "" for an open end. */

import { day } from "../format/time";

export const PERIODS = ["all", "month", "before", "year"] as const;
export type PeriodName = (typeof PERIODS)[number];
export type Period = { since: string; until: string };

/** The days of a named period at a moment, by the city's calendar. */
export function periodOf(name: PeriodName, now: number): Period {
  const today = day(new Date(now).toISOString());
  const month = today.slice(0, 7);
  switch (name) {
    case "all":
      return { since: "", until: "" };
    case "month":
      return { since: `${month}-01`, until: today };
    case "before": {
      const last = new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      return { since: `${last.slice(0, 7)}-01`, until: last };
    }
    case "year":
      return { since: `${today.slice(0, 4)}-01-01`, until: today };
  }
}

/** The named period that these days are, where they are one. */
export function nameOf(period: Period, now: number): PeriodName | undefined {
  return PERIODS.find((name) => {
    const named = periodOf(name, now);
    return named.since === period.since && named.until === period.until;
  });
}
