import { useMemo } from "react";

import type { Score } from "../api/models";
import { Chart } from "../charts/chart";
import { useText } from "../i18n/text";

const FLOOR = 300;
const CEILING = 900;
/** Where the colour changes: the grades CCC, BBB and AA begin at 540, 660 and 740. */
const BANDS: [number, string][] = [
  [540, "#e5484d"],
  [660, "#f0a020"],
  [740, "#5aa7f0"],
  [CEILING, "#2fa36b"],
];

const reach = (score: number): number => (score - FLOOR) / (CEILING - FLOOR);

/** The score on its scale, its grade beneath, and the interval that widens with what is missing as an inner arc. */
export function ScoreDial({ score, height = 260 }: { score: Pick<Score, "score" | "grade" | "low" | "high">; height?: number }) {
  const t = useText();
  const option = useMemo(() => {
    const value = score.score;
    const low = reach(score.low ?? value ?? FLOOR);
    const high = reach(score.high ?? value ?? FLOOR);
    const arc = { startAngle: 205, endAngle: -25, min: FLOOR, max: CEILING, center: ["50%", "58%"] };
    return {
      animationDuration: 500,
      series: [
        {
          type: "gauge",
          ...arc,
          radius: "96%",
          axisLine: { roundCap: true, lineStyle: { width: 14, color: BANDS.map(([end, color]) => [reach(end), color]) } },
          pointer: { show: value !== null, length: "62%", width: 5, itemStyle: { color: "#1f2d3d" } },
          anchor: { show: value !== null, size: 12, itemStyle: { color: "#1f2d3d" } },
          axisTick: { show: false },
          splitNumber: 6,
          splitLine: { length: 5, distance: 3, lineStyle: { color: "#9aa7b5", width: 1 } },
          axisLabel: { distance: 20, fontSize: 11, color: "#7a8794" },
          title: { offsetCenter: [0, "66%"], fontSize: 14, color: "#5b6b7b" },
          detail: { offsetCenter: [0, "40%"], fontSize: 40, fontWeight: 700, color: "#14233a", formatter: () => (value === null ? "—" : String(Math.round(value))) },
          data: [{ value: value ?? FLOOR, name: score.grade ? t("score.grade.is", { grade: score.grade }) : t("score.none") }],
        },
        {
          type: "gauge",
          ...arc,
          radius: "80%",
          silent: true,
          axisLine: { lineStyle: { width: 4, color: [[low, "transparent"], [high, "#1257c4"], [1, "transparent"]] } },
          pointer: { show: false },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: { show: false },
          detail: { show: false },
        },
      ],
    };
  }, [score, t]);
  const spoken = t("score.dial.spoken", {
    score: score.score ?? "—",
    grade: score.grade ?? "—",
    low: score.low ?? "—",
    high: score.high ?? "—",
  });
  return <Chart option={option} height={height} label={spoken} />;
}
