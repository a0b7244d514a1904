import { describe, expect, it } from "vitest";

import { byLoan } from "./by_loan";
import type { Difference } from "./queries";

const of = (loan: string, what: string, cause: string): Difference => ({ loan, what, cause }) as Difference;

describe("differences by loan", () => {
  it("put what only one side has before the balances that follow from it, and name each loan once", () => {
    const told = byLoan([
      of("a", "accrued_fen", "unmatched_movement"),
      of("a", "outstanding_fen", "unmatched_movement"),
      of("a", "repaid", "movement_not_here"),
      of("b", "accrued_fen", "rounding"),
    ]);
    expect(told.map(({ loan, what, first }) => [loan, what, first])).toEqual([
      ["a", "repaid", true],
      ["a", "accrued_fen", false],
      ["a", "outstanding_fen", false],
      ["b", "accrued_fen", true],
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(4);
  });
});
