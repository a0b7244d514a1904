import { expect, test } from "vitest";

import type { Step } from "../api/models";
import { supplementedSince } from "./supplemented";

const steps = (...states: string[]): Step[] => states.map((state) => ({ state, at: "2026-07-01T02:00:00Z", entry: null }));

test("what was added before the assessment was looked at by it", () => {
  expect(supplementedSince(steps("submitted", "supplemented", "screened", "assessed"))).toBe(false);
});

test("what was added since waits to be looked at, until it is assessed again", () => {
  expect(supplementedSince(steps("submitted", "assessed", "supplemented"))).toBe(true);
  expect(supplementedSince(steps("submitted", "assessed", "supplemented", "verified"))).toBe(true);
  expect(supplementedSince(steps("submitted", "assessed", "supplemented", "assessed"))).toBe(false);
});

test("before the first assessment nothing is late", () => {
  expect(supplementedSince(steps("submitted", "supplemented"))).toBe(false);
});
