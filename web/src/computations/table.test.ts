import { describe, expect, it } from "vitest";

import { decoded, shapeOf } from "./table";

const buffer = (...parts: number[]): ArrayBuffer => Uint8Array.from(parts).buffer;

describe("a table of one's own", () => {
  it("tells its columns and rows, whatever ends its lines", () => {
    expect(shapeOf('uscc,"level"\r\na,1\r\nb,2\r\n\r\n')).toEqual({ columns: ["uscc", "level"], rows: 2 });
    expect(shapeOf("")).toEqual({ columns: [], rows: 0 });
  });

  it("reads UTF-8 without its mark, and what an older spreadsheet saved", () => {
    expect(decoded(buffer(0xef, 0xbb, 0xbf, 0x75, 0x0a))).toBe("u\n");
    expect(decoded(buffer(0xc3, 0xfb))).toBe("名");
  });
});
