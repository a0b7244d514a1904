import { describe, expect, it } from "vitest";

import { bytes } from "./bytes";

describe("bytes", () => {
  it("keeps small numbers whole and large ones short", () => {
    expect(bytes(0)).toBe("0 B");
    expect(bytes(999)).toBe("999 B");
    expect(bytes(1_500)).toBe("1.5 kB");
    expect(bytes(2_000_000)).toBe("2 MB");
    expect(bytes(7_340_000_000_000)).toBe("7340 GB");
  });
});
