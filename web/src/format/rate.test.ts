import { describe, expect, it } from "vitest";

import { percent, percentNumber, rateFromPercent, share } from "./rate";

describe("rate", () => {
  it("moves the point in the text and invents no digit", () => {
    expect(percent("0.0435")).toBe("4.35%");
    expect(percent("0.1")).toBe("10%");
    expect(percent("0")).toBe("0%");
    expect(percent("1.25")).toBe("125%");
    expect(percent("-0.0025")).toBe("-0.25%");
    expect(percent("0.043500001")).toBe("4.3500001%");
    expect(percent(0.05)).toBe("5%");
    expect(percent("0.0435", 3)).toBe("4.350%");
  });

  it("shows what is no rate as it is", () => {
    expect(percent("n/a")).toBe("n/a");
  });

  it("takes a typed percentage back to the same decimal text", () => {
    for (const rate of ["0.0435", "0.24", "0.001", "0", "1", "0.030001"]) {
      expect(rateFromPercent(percentNumber(rate))).toBe(rate);
    }
    expect(rateFromPercent("4.35%")).toBeNull();
    expect(rateFromPercent("-4")).toBeNull();
  });

  it("rounds shares for reading", () => {
    expect(share(0.01304)).toBe("1.3%");
    expect(share(0.82, 0)).toBe("82%");
    expect(share(1)).toBe("100%");
  });
});
