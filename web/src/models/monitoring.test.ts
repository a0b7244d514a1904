import { expect, test } from "vitest";

import { badRates, gradeShares, newestOfEach, type Period } from "./monitoring";

const period = (more: Partial<Period>): Period => ({
  period: "2026-10",
  rows: 4,
  psi: null,
  outcomes: 0,
  bads: 0,
  mean_pd: null,
  bad_low: null,
  bad_high: null,
  measures: null,
  approved: null,
  overridden: null,
  grades: [],
  ...more,
});

test("of each model the newest report is looked at", () => {
  const reports = [
    { name: "a", version: "2", month: "2026-11" },
    { name: "a", version: "1", month: "2026-11" },
    { name: "a", version: "2", month: "2026-10" },
  ];
  expect(newestOfEach(reports).map((one) => `${one.name}@${one.version} ${one.month}`)).toEqual(["a@2 2026-11", "a@1 2026-11"]);
});

test("where no outcome is known there is no rate, and where nobody applied no share", () => {
  expect(badRates([period({}), period({ outcomes: 20, bads: 1 })])).toEqual([null, 0.05]);
  expect(gradeShares([period({}), period({ grades: [3, 1] })], 1)).toEqual([null, 0.25]);
});
