import { expect, test } from "vitest";

import { bySeverity } from "./finding_list";
import { arrows, shortName } from "./relation_picture";

const edge = (source: string, target: string, kind: string, ratio: number | null = null) => ({ source, target, kind, ratio, amount_fen: null, count: 1, since: null, until: null });

test("relations of one pair are one arrow, each word once", () => {
  const drawn = arrows([edge("p", "a", "holds", 0.6), edge("p", "a", "legal_rep"), edge("p", "a", "legal_rep"), edge("a", "p", "pays")], (kind) => kind);
  expect(drawn).toEqual([
    { source: "p", target: "a", text: "holds 60% · legal_rep" },
    { source: "a", target: "p", text: "pays" },
  ]);
});

test("a long name is cut, a short one is not", () => {
  expect(shortName("明城机械有限责任公司")).toBe("明城机械有限责任公司");
  expect(shortName("明城精密机械有限责任公司")).toHaveLength(10);
});

test("the gravest finding stands first", () => {
  const found = (code: string, severity: "note" | "warn" | "critical") => ({ code, severity, title: "", text: "", custodian: "registry", found_by: "", as_of: "2026-06-30", evidence: [], subgraph: { nodes: [], edges: [], cut: false } });
  expect(bySeverity([found("A", "note"), found("B", "critical"), found("C", "warn")]).map((one) => one.code)).toEqual(["B", "C", "A"]);
});
