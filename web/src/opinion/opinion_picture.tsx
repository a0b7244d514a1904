import { useMemo } from "react";

import type { Opinion } from "../api/models";
import { Chart } from "../charts/chart";
import { useText } from "../i18n/text";

type Month = Opinion["months"][number];

/** Colours apart in lightness too, so that they are told apart without colour. */
export const MOODS = { bad: "#c62828", neutral: "#b6c0cc", good: "#3f8f63" } as const;
const MARKS = { alert: "#c62828", watch: "#c26a12" } as const;
const LINE = "#8b1a1a";
const YEAR = 12;

/** The share of bad events over the twelve months up to each, as a percentage; nothing where none was reported or known. */
export function reference(months: readonly Month[]): (number | "-")[] {
  return months.map((_, at) => {
    const window = months.slice(Math.max(0, at - YEAR + 1), at + 1).filter((month) => month.covered);
    const bad = window.reduce((sum, month) => sum + month.bad, 0);
    const all = window.reduce((sum, month) => sum + month.bad + month.neutral + month.good, 0);
    return all === 0 ? "-" : Math.round((100 * bad) / all);
  });
}

/** The months in which early warnings rest on events, the graver level where both do. */
export function marks(opinion: Opinion): Map<string, keyof typeof MARKS> {
  const found = new Map<string, keyof typeof MARKS>();
  for (const warning of opinion.warnings) {
    for (const place of warning.events) {
      const month = opinion.events[place]?.day.slice(0, 7);
      if (month && found.get(month) !== "alert") found.set(month, warning.level);
    }
  }
  return found;
}

/** Three years by month: events by mood, the share of bad ones as a line for reference, early warnings as marks. */
export function OpinionPicture({ opinion, height = 280 }: { opinion: Opinion; height?: number }) {
  const t = useText();
  const option = useMemo(() => {
    const { months, line } = opinion;
    const names = months.map((month) => month.month);
    const most = Math.max(...months.map((month) => month.bad + month.neutral + month.good), 3);
    const marked = [...marks(opinion)].map(([month, level]) => ({ value: [month, most + 0.6], itemStyle: { color: MARKS[level] } }));
    const bar = (mood: keyof typeof MOODS) => ({
      type: "bar",
      stack: "events",
      name: t(`opinion.${mood}`),
      data: months.map((month) => month[mood]),
      itemStyle: { color: MOODS[mood] },
      barCategoryGap: "25%",
    });
    return {
      grid: { left: 34, right: 44, top: 18, bottom: 28 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: "#c9d3de" } }, axisLabel: { color: "#556274", interval: 5, hideOverlap: true } },
      yAxis: [
        { type: "value", max: most + 1, minInterval: 1, axisLabel: { color: "#556274" }, splitLine: { lineStyle: { color: "#e9eef4" } } },
        { type: "value", min: 0, max: 100, splitLine: { show: false }, axisLabel: { color: "#556274", formatter: "{value}%" } },
      ],
      series: [
        {
          type: "bar",
          stack: "events", // months that the feed does not cover have no events: the grey stands where these would
          silent: true,
          tooltip: { show: false },
          data: months.map((month) => (month.covered ? 0 : most + 1)),
          itemStyle: { color: "#f0f2f5" },
        },
        bar("bad"),
        bar("neutral"),
        bar("good"),
        { type: "line", yAxisIndex: 1, name: t("opinion.reference"), data: reference(months), symbol: "none", lineStyle: { color: "#1257c4", width: 2 }, connectNulls: false },
        ...(line?.warns_from != null && line.warns_from <= 1
          ? [
              {
                type: "line",
                yAxisIndex: 1,
                name: t("opinion.line", { months: line.months }),
                data: months.map((_, at) => (at < months.length - line.months ? "-" : Math.round(100 * (line.warns_from ?? 0)))),
                symbol: "none",
                lineStyle: { color: LINE, width: 2, type: "dashed" },
              },
            ]
          : []),
        { type: "scatter", symbol: "triangle", symbolRotate: 180, symbolSize: 11, name: t("opinion.warning"), data: marked, tooltip: { show: false }, silent: true },
      ],
    };
  }, [opinion, t]);
  const total = (mood: keyof typeof MOODS) => opinion.months.reduce((sum, month) => sum + month[mood], 0);
  const spoken = t("opinion.spoken", { bad: total("bad"), neutral: total("neutral"), good: total("good"), warnings: opinion.warnings.length });
  return (
    <figure style={{ margin: 0 }}>
      <Chart option={option} height={height} label={spoken} />
      <figcaption className="muted small">
        <Swatch color={MOODS.bad} text={t("opinion.bad")} />
        <Swatch color={MOODS.neutral} text={t("opinion.neutral")} />
        <Swatch color={MOODS.good} text={t("opinion.good")} />
        <Swatch color="#1257c4" text={t("opinion.reference")} />
        {opinion.line?.warns_from != null && <Swatch color={LINE} text={t("opinion.line", { months: opinion.line.months })} />}
        <Swatch color="#dfe3e8" text={t("opinion.uncovered")} />
        <span>▼ {t("opinion.warning")}</span>
      </figcaption>
    </figure>
  );
}

function Swatch({ color, text }: { color: string; text: string }) {
  return (
    <span style={{ marginInlineEnd: 14, whiteSpace: "nowrap" }}>
      <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 5, background: color }} />
      {text}
    </span>
  );
}
