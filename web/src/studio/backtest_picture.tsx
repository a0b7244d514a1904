import { useMemo } from "react";

import { Chart } from "../charts/chart";
import { share } from "../format/rate";
import { useText } from "../i18n/text";
import type { Report } from "./shape";

const SIDES = ["kept", "won", "lost", "out"] as const;
const GREY = "#9aa3ad";
const BLUE = "#1257c4";
const RED = "#c62828";

/** Who changes sides, and how their loans turned out where anybody knows. */
export function BacktestPicture({ report }: { report: Report }) {
  const t = useText();
  const option = useMemo(() => {
    const swaps = report.decisions?.all.swaps;
    if (!swaps) return null;
    const groups = SIDES.map((side) => swaps[side]);
    const series = (name: string, color: string, data: number[]) => ({ name, type: "bar", stack: "all", itemStyle: { color }, data });
    return {
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: { type: "value", minInterval: 1 },
      yAxis: { type: "category", inverse: true, data: SIDES.map((side) => t(`studio.side.${side}`)) },
      series: [
        series(t("studio.good"), BLUE, groups.map((one) => one.bad.of - one.bad.count)),
        series(t("studio.bad"), RED, groups.map((one) => one.bad.count)),
        series(t("studio.unknown"), GREY, groups.map((one) => one.without_outcome)),
      ],
    };
  }, [report, t]);
  const all = report.decisions?.all;
  if (!option || !all) return null;
  const told = t("studio.picture.told", {
    kept: all.swaps.kept.applications,
    won: all.swaps.won.applications,
    lost: all.swaps.lost.applications,
    out: all.swaps.out.applications,
    old: share(all.old.approved.rate ?? 0),
    new: share(all.new.approved.rate ?? 0),
  });
  return (
    <div>
      <Chart option={option} height={190} label={told} />
      <p className="muted small">{told}</p>
    </div>
  );
}
