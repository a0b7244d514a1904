import { describe, expect, it } from "vitest";

import { en } from "./en";
import { fill, translator } from "./text";
import { zh } from "./zh-CN";

const slots = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map((slot) => slot[1] ?? "").sort();
const chinese = /\p{Script=Han}/u;

describe("text", () => {
  it("has the same slots in both languages", () => {
    for (const [key, sentence] of Object.entries(zh)) {
      expect(slots(en[key as keyof typeof zh]), key).toEqual(slots(sentence));
    }
  });

  it("leaves no Chinese in the English and no sentence empty", () => {
    for (const [key, sentence] of Object.entries(en)) {
      expect(sentence, key).not.toMatch(chinese);
      expect(sentence.trim() || key.startsWith("list."), key).toBeTruthy();
    }
  });

  it("fills every slot, and leaves one without a value visible rather than blank", () => {
    expect(translator("zh-CN")("uses.nth", { n: 3 })).toBe("第 3 次使用");
    expect(translator("en")("uses.nth", { n: 3 })).toBe("Use 3");
    expect(fill("{a} and {b}", { a: 1 })).toBe("1 and {b}");
  });
});
