import type { Indicator, Score } from "../api/models";

type Source = Score["sources"][number];

/** The indicators of one origin, those with a figure first, and what is known of the source itself. */
export type Group = { key: string; title: string; source: Source | null; indicators: Indicator[]; known: number };

const isKnown = (indicator: Indicator): boolean => indicator.value !== null || Boolean(indicator.text);

/** Indicators by where they come from, in the order of the sources, silent ones last; each bank stands by itself. */
export function groupsOf(indicators: readonly Indicator[], sources: readonly Source[]): Group[] {
  const keyOf = (source: string, origin: string): string => `${source}/${origin}`;
  const by = Map.groupBy(indicators, (one) => keyOf(one.source, one.origin ?? ""));
  const order = sources.map((one) => keyOf(one.source, one.label));
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...by]
    .map(([key, theirs]) => ({
      key,
      title: theirs[0]?.origin ?? "",
      source: sources.find((one) => keyOf(one.source, one.label) === key) ?? null,
      indicators: [...theirs].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a))),
      known: theirs.filter(isKnown).length,
    }))
    .sort((a, b) => Number(a.known === 0) - Number(b.known === 0) || place(a.key) - place(b.key));
}
