import { describe, expect, it } from "vitest";

import { differences } from "./differing";
import type { Draft, SheetRule } from "./shape";

const RULE: SheetRule = {
  code: "AGE_TOO_YOUNG", condition: "age_m < at.age_m_min", severity: "KO", if_absent: "", evidence: "age_m", mark: "J",
  zh: "太年轻", en: "too young", cure_zh: "等", cure_en: "wait", clears: "", basis: "",
};
const draft = (rule: SheetRule): Draft => ({
  sheet: { style: "standard", version: "1", valid_from: "2026-11-22", facts: [], thresholds: [], rules: [rule] },
  cases: null,
  product: null,
});

describe("two who edit at once", () => {
  it("see the cell in which they differ, and nothing else", () => {
    const mine = draft(RULE);
    const theirs = draft({ ...RULE, severity: "REFER" });
    expect(differences(mine, theirs)).toEqual([{ place: "AGE_TOO_YOUNG.severity", mine: "KO", theirs: "REFER" }]);
    expect(differences(mine, mine)).toEqual([]);
  });

  it("see what only one of them has", () => {
    const without: Draft = { sheet: null, cases: null, product: { amount_max_fen: 1 } };
    const more: Draft = { sheet: null, cases: null, product: { amount_max_fen: 1, regions: ["130200"] } };
    expect(differences(without, more)).toEqual([{ place: "regions", mine: "", theirs: '["130200"]' }]);
  });
});
