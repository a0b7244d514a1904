import type { ComputationRequest, Mandate } from "../api/models";
import type { PlainKey } from "../i18n/text";

export type Op = ComputationRequest["op"];

/** A computation as its proposer has filled it in so far. */
export type Draft = {
  op: Op | null;
  mandates: string[];
  source: "list" | "table";
  dataset: string;
  table: string;
  values: string[];
  groups: string[];
  minutes: number;
};

export const EMPTY: Draft = { op: null, mandates: [], source: "list", dataset: "", table: "", values: [], groups: [], minutes: 30 };

/** A sum needs three who give; we are one of them. */
const OTHERS_IN_A_SUM = 2;

/** The draft that a mandate which was opened to us suggests. */
export function draftFor(mandate: Mandate | undefined): Draft {
  return mandate ? { ...EMPTY, op: mandate.op as Op, mandates: [mandate.mandate] } : EMPTY;
}

/** What we may propose under: received, in force, and for this very operation. */
export function usableMandates(all: readonly Mandate[], op: Op | null): Mandate[] {
  return all.filter((one) => one.direction === "received" && one.standing === "active" && one.op === op);
}

/** Whether one more mandate goes together with those chosen: another institution's, for the same purpose. */
export function fitsWith(chosen: readonly Mandate[], one: Mandate): boolean {
  return chosen.every((other) => other.mandate === one.mandate || (other.custodian !== one.custodian && other.purpose === one.purpose));
}

/** The columns that all chosen mandates cover and that can be added up: not what says who or which group. */
export function valueColumns(chosen: readonly Mandate[], key: string): string[] {
  const [first, ...others] = chosen;
  return (first?.fields ?? []).filter((field) => field !== key && field !== "uscc" && others.every(({ fields }) => fields.includes(field)));
}

/** The first thing that is still to be filled in, or null when it can go. */
export function missing(draft: Draft): PlainKey | null {
  if (!draft.op) return "propose.missing.op";
  if (draft.mandates.length === 0) return "propose.missing.mandate";
  if (draft.op === "sum" && draft.mandates.length < OTHERS_IN_A_SUM) return "propose.missing.mandates";
  if (draft.source === "list" ? !draft.dataset : !draft.table.trim()) return "propose.missing.input";
  if (draft.op === "sum" && draft.values.length === 0) return "propose.missing.values";
  if (draft.op === "sum" && draft.groups.length === 0) return "propose.missing.groups";
  return null;
}

/** What is asked of the node; only what the chosen source and operation call for goes with it. */
export function requestOf(draft: Draft & { op: Op }): ComputationRequest {
  const { op, mandates, source, minutes } = draft;
  const mine = source === "list" ? { dataset: draft.dataset, table: "" } : { dataset: "", table: draft.table };
  const sums = op === "sum" ? { values: draft.values, groups: draft.groups } : { values: [], groups: [] };
  return { op, mandates, minutes, ...mine, ...sums };
}
