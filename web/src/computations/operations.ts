import type { PlainKey, Translate } from "../i18n/text";
import type { Op } from "./draft";

/** What an operation shows to each side, in one sentence or two. */
export const SHOWS: Record<Op, PlainKey> = { match: "op.match.shows", lookup: "op.lookup.shows", sum: "op.sum.shows", train: "op.train.shows", validate: "op.validate.shows" };

export type Letting = { receiver: string; dataset: string; uses: number; day: string };

/** What a mandate lets its receiver have. */
export function lets(t: Translate, op: Op, what: Letting): string {
  switch (op) {
    case "match":
      return t("op.match.lets", what);
    case "lookup":
      return t("op.lookup.lets", what);
    case "sum":
      return t("op.sum.lets", what);
    case "train":
      return t("op.train.lets", what);
    case "validate":
      return t("op.validate.lets", what);
  }
}
