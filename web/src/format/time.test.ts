import { describe, expect, it } from "vitest";

import { day, daysFrom, moment, secondsBetween, timeLeft } from "./time";

describe("time", () => {
  it("tells the city's clock, whatever the browser's zone", () => {
    expect(moment("2026-03-20T23:05:06Z")).toBe("2026-03-21 07:05");
    expect(moment("2026-03-20T16:00:00Z", true)).toBe("2026-03-21 00:00:00");
    expect(day("2025-12-31T16:00:00Z")).toBe("2026-01-01");
  });

  it("leaves a plain date alone", () => {
    expect(day("2026-10-31")).toBe("2026-10-31");
    expect(day(null)).toBe("—");
  });

  it("counts down, warns within a day, and counts up once late", () => {
    const now = Date.parse("2026-03-20T00:00:00Z");
    expect(timeLeft("2026-03-22T03:00:00Z", now)).toEqual({ days: 2, hours: 3, minutes: 0, overdue: false, urgency: "calm" });
    expect(timeLeft("2026-03-20T05:30:00Z", now)).toMatchObject({ days: 0, hours: 5, minutes: 30, urgency: "soon" });
    expect(timeLeft("2026-03-19T23:59:00Z", now)).toMatchObject({ minutes: 1, overdue: true, urgency: "late" });
  });

  it("rounds what took a moment up to a second", () => {
    expect(secondsBetween("2026-03-20T00:00:00Z", "2026-03-20T00:00:07.6Z")).toBe(8);
    expect(secondsBetween("2026-03-20T00:00:00Z", "2026-03-20T00:00:00Z")).toBe(1);
  });

  it("names the day on which a number of days ends", () => {
    expect(daysFrom(Date.parse("2026-03-20T20:00:00Z"), 1)).toBe("2026-03-22");
  });
});
