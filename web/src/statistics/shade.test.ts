import { expect, test } from "vitest";

import { shade } from "./shade";

test("more is darker, and nothing leaves the scale", () => {
  expect(shade(0)).toBe("rgb(239, 246, 255)");
  expect(shade(1)).toBe("rgb(147, 190, 245)");
  expect(shade(7)).toBe(shade(1));
  expect(shade(-1)).toBe(shade(0));
});
