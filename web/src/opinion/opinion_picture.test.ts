import { expect, test } from "vitest";

import type { Opinion } from "../api/models";
import { marks, reference } from "./opinion_picture";

const month = (name: string, bad: number, good: number, covered = true) => ({ month: name, bad, neutral: 0, good, covered });
const event = (day: string) => ({ day, title: "", mood: "bad", p_bad: 0.9, topic: null, topic_label: null, severity: 3, reports: [] });

test("the reference line is the share of bad events of a year, and nothing where nobody wrote or looked", () => {
  const months = [month("2025-01", 9, 0, false), ...Array.from({ length: 12 }, (_, at) => month(`2025-${at + 2}`, at === 0 ? 1 : 0, at === 0 ? 1 : 0))];
  expect(reference(months).slice(0, 3)).toEqual(["-", 50, 50]);
  expect(reference([...months, month("2026-02", 0, 0)]).at(-1)).toBe("-");
});

test("a month that a watch and an alert rest on is marked by the alert", () => {
  const told = {
    events: [event("2026-05-04"), event("2026-03-01")],
    warnings: [
      { code: "A", level: "alert", text: "", advice: "", events: [0] },
      { code: "B", level: "watch", text: "", advice: "", events: [0, 1, 7] },
    ],
  } as unknown as Opinion;
  expect([...marks(told)]).toEqual([
    ["2026-05", "alert"],
    ["2026-03", "watch"],
  ]);
});
