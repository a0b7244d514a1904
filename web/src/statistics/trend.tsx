import { useMemo } from "react";

import type { StatisticsRow } from "../api/models";
import { Chart } from "../charts/chart";
import { useText } from "../i18n/text";

const STEPS = ["applied", "approved", "drawn"] as const;
const COLOURS = { applied: "#9aa3ad", approved: "#1257c4", drawn: "#2e7d32" };

/** Month by month: how many applied, were approved, drew. A month that is withheld is a gap. */
export function Trend({ rows }: { rows: readonly StatisticsRow[] }) {
  const t = useText();
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 96, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: rows.map((row) => row.group) },
      yAxis: { type: "value", minInterval: 1 },
      series: STEPS.map((what) => ({
        name: t(`statistics.${what}`),
        type: "line",
        data: rows.map((row) => row[what].count),
        itemStyle: { color: COLOURS[what] },
        endLabel: { show: true, formatter: "{a}" },
      })),
    }),
    [rows, t],
  );
  if (rows.length < 2) return null;
  const said = rows.map((row) => `${row.group} ${STEPS.map((what) => `${t(`statistics.${what}`)} ${row[what].count ?? t("statistics.hidden")}`).join(" ")}`);
  return <Chart option={option} height={240} label={t("statistics.trend.label", { months: said.join("; ") })} />;
}
