import { describe, expect, it } from "vitest";

import type { Indicator, Score } from "../api/models";
import { groupsOf } from "./sources_of";

const indicator = (name: string, source: string, origin: string, value: number | null, text: string | null = null): Indicator => ({
  name, label: name, value, text, unit: "count", source, origin, as_of: null, coverage: 1, cause: value === null ? "source_down" : "granted",
});
const source = (name: string, label: string, cause: Score["sources"][number]["cause"]): Score["sources"][number] => ({
  source: name, label, as_of: null, coverage: 0, cause,
});

describe("groupsOf", () => {
  it("keeps two banks apart and follows the order of the sources", () => {
    const groups = groupsOf(
      [indicator("in", "bank", "A", 1), indicator("in", "bank", "B", 2), indicator("status", "registry", "R", null, "open")],
      [source("registry", "R", "granted"), source("bank", "B", "granted"), source("bank", "A", "granted")],
    );
    expect(groups.map((one) => [one.title, one.known])).toEqual([["R", 1], ["B", 1], ["A", 1]]);
  });

  it("puts what did not answer last", () => {
    const sources = [source("customs", "C", "source_down"), source("court", "D", "granted")];
    const groups = groupsOf([indicator("a", "customs", "C", null), indicator("b", "court", "D", 0)], sources);
    expect(groups.map((one) => one.title)).toEqual(["D", "C"]);
  });

  it("says of a source that is down that it is down, and has its indicators still", () => {
    const [group] = groupsOf([indicator("a", "customs", "C", null)], [source("customs", "C", "source_down")]);
    expect(group).toMatchObject({ known: 0, source: { cause: "source_down" } });
    expect(group?.indicators).toHaveLength(1);
  });
});
