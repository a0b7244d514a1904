import { describe, expect, it } from "vitest";

import { localised } from "./localised";

describe("localised", () => {
  const document = { label: { zh: "信用分", en: "score" }, rows: [{ text: { zh: "一", en: "one" }, value: null }], at: "2026-06-30" };

  it("leaves one language at every depth, and all else as it is", () => {
    expect(localised(document, "en")).toEqual({ label: "score", rows: [{ text: "one", value: null }], at: "2026-06-30" });
    expect(localised(document, "zh-CN").rows[0]?.text).toBe("一");
  });

  it("does not take a thing with more than two languages' keys for a text", () => {
    expect(localised({ zh: "一", en: "one", code: 1 }, "en")).toEqual({ zh: "一", en: "one", code: 1 });
  });
});
