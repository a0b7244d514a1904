import type { DatasetChoice } from "../api/models";
import { takesMany, type Op } from "./draft";

const SUBJECT = "uscc";

/** The columns of a list without which an operation cannot run: whom or which group it is about, and a lookup's level. */
export function neededColumns(op: Op, { key, level, fields }: DatasetChoice): string[] {
  const also = { match: "", lookup: level, sum: SUBJECT, train: SUBJECT, validate: SUBJECT }[op];
  return fields.map(({ name }) => name).filter((name) => name === key || name === also);
}

/** What is ticked to begin with: no more than is needed, but of a sum all that could be added up, and for a model all that there is. */
export function suggestedColumns(op: Op, list: DatasetChoice): string[] {
  return takesMany(op) ? list.fields.map(({ name }) => name) : neededColumns(op, list);
}
