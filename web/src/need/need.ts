/** What the enterprise needs, kept on its device as it types, so that no page asks twice. */

import { useCallback, useState } from "react";

import type { NeedQuery } from "../api/queries";

export const PURPOSES = ["working_capital", "equipment", "expansion", "renewal"] as const;
export const TERMS_MONTHS = [3, 6, 12, 18, 24, 36] as const;

const KEY = "puhui.need";
const USUAL: NeedQuery = { amount_fen: 50_000_000, term_months: 12, purpose: "working_capital" };

function stored(): NeedQuery {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<NeedQuery>;
    return {
      amount_fen: Number.isSafeInteger(kept.amount_fen) && (kept.amount_fen ?? 0) > 0 ? (kept.amount_fen ?? 0) : USUAL.amount_fen,
      term_months: TERMS_MONTHS.find((months) => months === kept.term_months) ?? USUAL.term_months,
      purpose: PURPOSES.find((purpose) => purpose === kept.purpose) ?? USUAL.purpose,
    };
  } catch {
    return USUAL;
  }
}

export function useNeed(): [NeedQuery, (need: NeedQuery) => void] {
  const [need, setNeed] = useState(stored);
  const keep = useCallback((next: NeedQuery) => {
    localStorage.setItem(KEY, JSON.stringify(next));
    setNeed(next);
  }, []);
  return [need, keep];
}
