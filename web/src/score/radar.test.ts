import { describe, expect, it } from "vitest";

import type { RadarAxis } from "../api/models";
import { ring, twoLines } from "./radar";

const axis = (value: number | null): RadarAxis => ({ axis: "a", label: "a", value, peer_median: 50, coverage: 1 });

describe("radar", () => {
  it("closes the ring on its first axis", () => {
    expect(ring([axis(10), axis(20), axis(30), axis(40)], (one) => one.value)).toEqual([[10, 0], [20, 90], [30, 180], [40, 270], [10, 360]]);
  });

  it("breaks at an axis without data and never draws it as zero", () => {
    expect(ring([axis(null), axis(20)], (one) => one.value)).toEqual(["-", [20, 180], "-"]);
    expect(ring([], (one) => one.value)).toEqual([]);
  });

  it("breaks long labels in two", () => {
    expect(twoLines("经营能力")).toBe("经营能力");
    expect(twoLines("关联与舆情风险")).toBe("关联与\n舆情风险");
    expect(twoLines("performance and credit history")).toBe("performance and\ncredit history");
  });
});
