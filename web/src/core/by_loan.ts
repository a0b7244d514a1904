/** Differences as a person works through them: loan by loan, what only one side has before what follows from it. */

import type { Difference } from "./queries";

const FOLLOWS = "unmatched_movement";

/** The same differences: loans in their order, within a loan causes before consequences; `first` begins a loan. */
export function byLoan(found: readonly Difference[]): (Difference & { first: boolean; key: number })[] {
  const groups = Map.groupBy(found, ({ loan }) => loan);
  const ordered = [...groups.values()].flatMap((of) => {
    const rank = ({ cause }: Difference) => (cause === FOLLOWS ? 1 : 0);
    return [...of].sort((a, b) => rank(a) - rank(b)).map((one, number) => ({ ...one, first: number === 0 }));
  });
  return ordered.map((one, key) => ({ ...one, key }));
}
