import type { ComputationRequest, Mandate } from "../api/models";
import type { PlainKey } from "../i18n/text";
import { shapeOf } from "./table";

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
  target: string;
  bad: string[];
  model: string;
  minutes: number;
};

export const EMPTY: Draft = { op: null, mandates: [], source: "list", dataset: "", table: "", values: [], groups: [], target: "", bad: [], model: "", minutes: 30 };

/** A sum needs three who give, and so does a model; we are one of them. */
const OTHERS_MIN = 2;

/** Whether an operation is about a model: then our own part is a table with outcomes. */
export const isOfModels = (op: Op | null): boolean => op === "train" || op === "validate";

/** Whether an operation runs under several mandates at once. */
export const takesMany = (op: Op | null): boolean => op === "sum" || isOfModels(op);

/** The draft that a mandate which was opened to us suggests. */
export function draftFor(mandate: Mandate | undefined): Draft {
  if (!mandate) return EMPTY;
  const op = mandate.op as Op;
  return { ...EMPTY, op, mandates: [mandate.mandate], source: isOfModels(op) ? "table" : "list" };
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

/** The columns of our table that may have the outcomes: all but whom a row is about. */
export const outcomeColumns = (table: string): string[] => shapeOf(table).columns.filter((name) => name !== "uscc");

/** The first thing that is still to be filled in, or null when it can go. */
export function missing(draft: Draft): PlainKey | null {
  if (!draft.op) return "propose.missing.op";
  if (draft.mandates.length === 0) return "propose.missing.mandate";
  if (takesMany(draft.op) && draft.mandates.length < OTHERS_MIN) return draft.op === "sum" ? "propose.missing.mandates" : "propose.missing.custodians";
  if (draft.source === "list" ? !draft.dataset : !draft.table.trim()) return "propose.missing.input";
  if (isOfModels(draft.op) && !draft.target) return "propose.missing.target";
  if (draft.op === "validate" && !draft.model.trim()) return "propose.missing.model";
  if (draft.op === "sum" && draft.values.length === 0) return "propose.missing.values";
  if (draft.op === "sum" && draft.groups.length === 0) return "propose.missing.groups";
  return null;
}

/** How a model is fitted when nobody says otherwise. */
const AS_USUAL = { holdout_percent: 30, ridge: 1, seed: 0, name: "" };

/** What is asked of the node; only what the chosen source and operation call for goes with it. */
export function requestOf(draft: Draft & { op: Op }): ComputationRequest {
  const { op, mandates, source, minutes } = draft;
  const mine = source === "list" ? { dataset: draft.dataset, table: "" } : { dataset: "", table: draft.table };
  const sums = op === "sum" ? { values: draft.values, groups: draft.groups } : { values: [], groups: [] };
  const outcomes = isOfModels(op) ? { target: draft.target, bad: draft.bad } : { target: "", bad: [] };
  return { op, mandates, minutes, ...mine, ...sums, ...outcomes, ...AS_USUAL, model: op === "validate" ? draft.model : "" };
}
