/** A custodian's series, month by month, as a portrait's section has it in one language. */
export type Series = {
  code: string;
  text: string;
  title: string;
  custodian: string;
  told_by: string;
  as_of: string;
  columns: { name: string; label: string; unit: string }[];
  months: { month: string; values: (number | null)[] }[];
};

/** How a column is drawn: what adds up in the chart's own unit as bars, levels and other units as lines. */
export type Drawn = { name: string; label: string; kind: "bar" | "line"; axis: 0 | 1; values: (number | null)[] };

const FEN_PER_WAN = 1_000_000;
const scaled = (value: number | null, unit: string): number | null => (value === null || unit !== "fen" ? value : value / FEN_PER_WAN);

/** The columns of a series as a chart draws them; money in 10,000 yuan, and null stays a gap. */
export function drawn(series: Series): Drawn[] {
  const first = series.columns[0]?.unit;
  return series.columns.map((column, place) => {
    const other = column.unit !== first;
    return {
      name: column.name,
      label: column.label,
      kind: other || column.name.startsWith("balance") ? "line" : "bar",
      axis: other ? 1 : 0,
      values: series.months.map((month) => scaled(month.values[place] ?? null, column.unit)),
    };
  });
}

/** What stands at the side of each axis: the unit of its columns. */
export function units(series: Series): string[] {
  return [...new Set(series.columns.map((column) => column.unit))];
}
