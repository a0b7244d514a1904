import { describe, expect, it } from "vitest";

import { activation, looksLikeCode, normalised } from "./activation";

describe("activation code", () => {
  it("is read as people type it", () => {
    expect(normalised(" abcd-efgh ijkl-mnop ")).toBe("ABCDEFGHIJKLMNOP");
    expect(looksLikeCode("abcd-efgh-ijkl-mnop")).toBe(true);
    expect(looksLikeCode("abcd-efgh-ijkl-mno1")).toBe(false);
    expect(looksLikeCode("")).toBe(false);
  });

  it("authorises a key as the registry reckons it", async () => {
    expect(await activation("ABCD EFGH-ijkl mnop", "91110000600037341L", "-vv8_f7_")).toBe("tWueQ2xqr9goSLCXObY4GUVo613Pihk5cYjkSFpiysM");
  });
});
