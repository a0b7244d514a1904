import { describe, expect, it } from "vitest";

import { nameOf, periodOf } from "./period";

const NIGHT = Date.parse("2026-12-31T17:30:00Z"); // in the city it is 2027-01-01 already

describe("a period", () => {
  it("counts days by the city's calendar, and ends today", () => {
    expect(periodOf("month", NIGHT)).toEqual({ since: "2027-01-01", until: "2027-01-01" });
    expect(periodOf("year", NIGHT)).toEqual({ since: "2027-01-01", until: "2027-01-01" });
    expect(periodOf("before", NIGHT)).toEqual({ since: "2026-12-01", until: "2026-12-31" });
    expect(periodOf("before", Date.parse("2028-03-15T04:00:00Z"))).toEqual({ since: "2028-02-01", until: "2028-02-29" });
  });

  it("is known by its days, and days that are none have no name", () => {
    const now = Date.parse("2026-11-23T04:00:00Z");
    expect(nameOf({ since: "", until: "" }, now)).toBe("all");
    expect(nameOf(periodOf("before", now), now)).toBe("before");
    expect(nameOf({ since: "2026-11-02", until: "" }, now)).toBeUndefined();
  });
});
