// The server speaks UTC; people of the city read their own clock.

const ZONE = "Asia/Shanghai";

const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function fields(at: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

/** A date as 2025-03-21. A plain date is shown as it is: it has no zone. */
export function day(at: string | null | undefined): string {
  if (!at) return "—";
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(at)) return at;
  const { year, month, day: date } = fields(at);
  return `${year}-${month}-${date}`;
}

/** A moment as 2025-03-21 14:05, or with its seconds where order matters. */
export function moment(at: string | null | undefined, withSeconds = false): string {
  if (!at) return "—";
  const { hour, minute, second } = fields(at);
  return `${day(at)} ${hour}:${minute}${withSeconds ? `:${second}` : ""}`;
}

export type Clock = { days: number; hours: number; minutes: number; overdue: boolean; urgency: "calm" | "soon" | "late" };

const MINUTE_MS = 60_000;

/** How long is left until a promised moment. Less than a day is soon; past it is late. */
export function timeLeft(until: string, now: number): Clock {
  const left = new Date(until).getTime() - now;
  const minutes = Math.floor(Math.abs(left) / MINUTE_MS);
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
    overdue: left < 0,
    urgency: left < 0 ? "late" : left < 1440 * MINUTE_MS ? "soon" : "calm",
  };
}

/** Whole seconds from one moment to another, at least one. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}

const DAY_MS = 86_400_000;

/** The date some days after a moment. */
export function daysFrom(now: number, days: number): string {
  return day(new Date(now + days * DAY_MS).toISOString());
}
