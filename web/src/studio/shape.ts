/** The studio's nouns: those of the schema, and the report of a backtest (docs/reference/studio.md). */

import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Version = Schemas["VersionView"];
export type VersionSummary = Schemas["VersionSummary"];
export type VersionList = Schemas["VersionList"];
export type Sheet = Schemas["RuleSheet"];
export type SheetRule = Schemas["SheetRule"];
export type SheetThreshold = Schemas["SheetThreshold"];
export type SheetFact = Schemas["SheetFact"];
export type Cases = Schemas["CaseSheet"];
export type SheetCase = Schemas["SheetCase"];
export type KnownFact = Schemas["KnownFactView"];
export type Fault = Schemas["FaultView"];
export type CaseFailure = Schemas["CaseFailure"];
export type Product = Record<string, unknown>;
export type FactValue = string | number | boolean | null;

export type Share = { count: number; of: number; rate: number | null; interval: [number, number] | null };
export type Group = { applications: number; bad: Share; without_outcome: number; limit_fen: number; pd_mean: number | null };
export type Side = { approved: Share; referred: Share; declined: Share; approvals: Group; let_through: Group };
export type Compared = { name: string; old: Side; new: Side; swaps: Record<"kept" | "lost" | "won" | "out", Group> };
export type Spread = { count: number; quantiles: number[] | null; mean: number | null };
export type Outcome = { verdict: "approve" | "refer" | "decline"; limit_fen: number | null; annual_rate: string | null };
export type Changed = { application: string; old: Outcome; new: Outcome; fires: string[]; clears: string[]; bad: boolean | null; moved: boolean };
export type Matches = Record<"pass" | "ask" | "fail", number>;

export type Report = {
  applications: number;
  names: { old: string; new: string };
  matches?: { of: number; old: Matches | null; new: Matches };
  decisions: { all: Compared; fires: { code: string; old: number | null; new: number | null }[] } | null;
  limits?: { old: Spread; new: Spread };
  rates?: { old: Spread; new: Spread };
  changed?: { count: number; moved: number; items: Changed[] };
  notes: string[];
};

/** What a person has written and not yet saved. */
export type Draft = { sheet: Sheet | null; cases: Cases | null; product: Product | null };

export function draftOf({ sheet, cases, product }: Version): Draft {
  return { sheet, cases, product };
}

/** The faults of one cell. */
export function faultsAt(faults: readonly Fault[], row: number, column: string): string[] {
  return faults.filter((one) => one.row === row && one.column === column).map((one) => one.text);
}
