import { describe, expect, it } from "vitest";

import { exactYuan, fenFromWan, shortMoney, wanDigits, wanFromFen } from "./money";

describe("money", () => {
  it("shows fen exactly, grouped", () => {
    expect(exactYuan(8_650_000_001)).toBe("¥86,500,000.01");
    expect(exactYuan(5)).toBe("¥0.05");
    expect(exactYuan(-123_456)).toBe("-¥1,234.56");
    expect(exactYuan(Number.MAX_SAFE_INTEGER)).toBe("¥90,071,992,547,409.91");
  });

  it("shows 万元 without trailing zeros", () => {
    expect(wanDigits(86_500_000)).toBe("86.5");
    expect(wanDigits(100_000_000)).toBe("100");
    expect(wanDigits(0)).toBe("0");
    expect(wanDigits(1_234_567_890_000)).toBe("1,234,567.89");
    expect(wanDigits(-2_500_000)).toBe("-2.5");
  });

  it("says less than one 万元 in yuan, so that nothing is rounded away", () => {
    expect(shortMoney(99_999, "zh-CN")).toBe("999.99 元");
    expect(shortMoney(1_000_000, "zh-CN")).toBe("1 万元");
    expect(shortMoney(0, "zh-CN")).toBe("0 万元");
    expect(shortMoney(50_000_000, "en")).toBe("¥500,000");
  });

  it("takes typed 万元 as exact fen", () => {
    expect(fenFromWan("50")).toBe(50_000_000);
    expect(fenFromWan(0.29)).toBe(290_000);
    expect(fenFromWan("1.000001")).toBe(1_000_001);
    expect(fenFromWan(wanFromFen(86_499_999))).toBe(86_499_999);
  });

  it("refuses what is no amount", () => {
    for (const typed of ["", null, undefined, "-1", "1e3", "1.0000001", "abc", "1,000", Number.NaN]) {
      expect(fenFromWan(typed)).toBeNull();
    }
  });
});
