import { expect, test } from "vitest";

import { drawn, units, type Series } from "./months";

const POWER: Series = {
  code: "POWER_MONTHS",
  text: "",
  title: "",
  custodian: "power",
  told_by: "",
  as_of: "2026-06-30",
  columns: [
    { name: "kwh", label: "kWh", unit: "kwh" },
    { name: "fee_fen", label: "fee", unit: "fen" },
  ],
  months: [
    { month: "2026-05", values: [null, null] },
    { month: "2026-06", values: [1500, 2_000_000] },
  ],
};

test("the first unit stands as bars, another as a line on an axis of its own, and what is unknown stays a gap", () => {
  expect(drawn(POWER).map(({ kind, axis, values }) => ({ kind, axis, values }))).toEqual([
    { kind: "bar", axis: 0, values: [null, 1500] },
    { kind: "line", axis: 1, values: [null, 2] },
  ]);
  expect(units(POWER)).toEqual(["kwh", "fen"]);
});

test("a balance is a level: it does not stand among what adds up", () => {
  const flows = { ...POWER, columns: [{ name: "income_fen", label: "", unit: "fen" }, { name: "balance_avg_fen", label: "", unit: "fen" }] };
  expect(drawn(flows).map(({ kind, axis }) => [kind, axis])).toEqual([
    ["bar", 0],
    ["line", 0],
  ]);
});
