import type { PlainKey, Translate } from "../i18n/text";
import type { Op } from "./draft";

/** What an operation shows to each side, in one sentence or two. */
export const SHOWS: Record<Op, PlainKey> = { match: "op.match.shows", lookup: "op.lookup.shows", sum: "op.sum.shows" };

export type Letting = { receiver: string; dataset: string; uses: number; day: string };

/** What a mandate lets its receiver have. */
export function lets(t: Translate, op: Op, what: Letting): string {
  if (op === "match") return t("op.match.lets", what);
  return op === "lookup" ? t("op.lookup.lets", what) : t("op.sum.lets", what);
}
