import { useMemo } from "react";

import type { Score } from "../api/models";
import { useScores } from "../api/queries";
import { Chart } from "../charts/chart";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";

/** The score over time, with its range; nothing before there are two. */
export function ScoreHistory() {
  const scores = useScores();
  return <Loaded query={scores}>{(all) => (scored(all).length > 1 ? <Course scores={scored(all)} /> : null)}</Loaded>;
}

type Known = Score & { score: number };

function scored(all: readonly Score[]): Known[] {
  return all.filter((one): one is Known => one.score !== null).reverse();
}

function Course({ scores }: { scores: Known[] }) {
  const t = useText();
  const option = useMemo(() => {
    const at = (read: (one: Known) => number | null) => scores.map((one) => [one.at, read(one) ?? one.score]);
    const edge = { type: "line", symbol: "none", silent: true, lineStyle: { opacity: 0 } };
    return {
      grid: { left: 36, right: 12, top: 10, bottom: 22 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "time", axisLabel: { fontSize: 10, color: "#7a8794", hideOverlap: true } },
      yAxis: { type: "value", scale: true, axisLabel: { fontSize: 10, color: "#7a8794" }, splitLine: { lineStyle: { color: "#e9eef4" } } },
      series: [
        { ...edge, data: at((one) => one.low), stack: "range", tooltip: { show: false } },
        { ...edge, data: at((one) => (one.high ?? one.score) - (one.low ?? one.score)), stack: "range", areaStyle: { color: "rgba(18,87,196,.10)" }, tooltip: { show: false } },
        { type: "line", data: at((one) => one.score), symbolSize: 6, lineStyle: { color: "#1257c4", width: 2 }, itemStyle: { color: "#1257c4" } },
      ],
    };
  }, [scores]);
  const said = scores.map((one) => `${day(one.at.slice(0, 10))} ${Math.round(one.score)}`).join(", ");
  return (
    <section>
      <h3 className="section-title">{t("history.title")}</h3>
      <Chart option={option} height={150} label={t("history.spoken", { said })} />
    </section>
  );
}
