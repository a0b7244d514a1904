import { expect, test } from "vitest";

import { freshRequest } from "./request";

test("requests are numbered as the nodes number them, each anew", () => {
  const made = Array.from({ length: 100 }, freshRequest);
  for (const one of made) expect(one).toMatch(/^req_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(new Set(made).size).toBe(100);
});
