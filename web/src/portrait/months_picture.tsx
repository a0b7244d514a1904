import { useMemo } from "react";

import { Chart } from "../charts/chart";
import { useText } from "../i18n/text";
import { drawn, units, type Series } from "./months";

/** Colours apart in lightness too, so that they are told apart without colour. */
const COLORS = ["#1257c4", "#e0a23b", "#14233a"];
const INK = "#556274";

/** A series by month: amounts as bars, levels as lines; a month that is unknown is a gap, never zero. */
export function MonthsPicture({ series, height = 240 }: { series: Series; height?: number }) {
  const t = useText();
  const columns = useMemo(() => drawn(series), [series]);
  const option = useMemo(() => {
    const axes = units(series).map((unit) => ({
      type: "value",
      name: t(unit === "fen" ? "months.wan" : "months.kwh"),
      nameTextStyle: { color: INK },
      axisLabel: { color: INK },
      splitLine: { lineStyle: { color: "#e9eef4" } },
    }));
    return {
      grid: { left: 8, right: 8, top: 34, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      xAxis: {
        type: "category",
        data: series.months.map((month) => month.month),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#c9d3de" } },
        axisLabel: { color: INK, hideOverlap: true },
      },
      yAxis: axes.map((axis, place) => (place === 0 ? axis : { ...axis, splitLine: { show: false } })),
      series: columns.map((column, place) => ({
        type: column.kind,
        name: column.label,
        yAxisIndex: column.axis,
        data: column.values.map((value) => (value === null ? "-" : Math.round(value * 100) / 100)),
        itemStyle: { color: COLORS[place] },
        ...(column.kind === "line" ? { symbol: "none", connectNulls: false, lineStyle: { color: COLORS[place], width: 2 } } : { barCategoryGap: "30%" }),
      })),
    };
  }, [series, columns, t]);
  return (
    <figure style={{ margin: 0 }}>
      <Chart option={option} height={height} label={`${series.title}: ${series.text}`} />
      <figcaption className="muted small">
        {columns.map((column, place) => (
          <span key={column.name} style={{ marginInlineEnd: 14, whiteSpace: "nowrap" }}>
            <span aria-hidden style={{ display: "inline-block", width: 10, height: column.kind === "line" ? 3 : 10, marginInlineEnd: 5, verticalAlign: "middle", background: COLORS[place] }} />
            {column.label}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
