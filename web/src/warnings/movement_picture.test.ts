import { expect, test } from "vitest";

import { dated } from "./movement_picture";

const movement = (...at: string[]) => ({ name: "kwh_drop3", label: "近3个月用电变化", unit: "ratio", points: at.map((one) => ({ at: one, value: -0.3 })) });

test("looks of different days are told by their days", () => {
  expect(dated(movement("2026-03-01T02:00:00Z", "2026-03-08T02:00:00Z"))).toEqual([
    { day: "2026-03-01", value: -30 },
    { day: "2026-03-08", value: -30 },
  ]);
});

test("two looks of one day are told by their times", () => {
  expect(dated(movement("2026-03-01T02:00:00Z", "2026-03-01T08:30:00Z")).map((one) => one.day)).toEqual(["2026-03-01 10:00", "2026-03-01 16:30"]);
});
