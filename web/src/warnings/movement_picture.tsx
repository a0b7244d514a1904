import { useMemo } from "react";

import { Chart } from "../charts/chart";
import { day, moment } from "../format/time";
import { useText } from "../i18n/text";
import type { Warning } from "./queries";

type Movement = NonNullable<Warning["movement"]>;

/** An indicator from look to look; a look that was told nothing is a gap. */
export function MovementPicture({ movement }: { movement: Movement }) {
  const t = useText();
  const points = useMemo(() => dated(movement), [movement]);
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: points.map((one) => one.day), axisLabel: { color: "#556274", hideOverlap: true } },
      yAxis: { type: "value", scale: true, axisLabel: { color: "#556274", formatter: movement.unit === "ratio" ? "{value}%" : "{value}" }, splitLine: { lineStyle: { color: "#e9eef4" } } },
      series: [{ type: "line", data: points.map((one) => one.value ?? "-"), symbolSize: 7, connectNulls: false, lineStyle: { color: "#1257c4", width: 2 }, itemStyle: { color: "#1257c4" } }],
    }),
    [points, movement.unit],
  );
  const said = points.map((one) => `${one.day} ${one.value ?? "—"}`).join("; ");
  return <Chart option={option} height={200} label={t("warning.movement.one", { label: movement.label, points: said })} />;
}

/** A ratio as a percentage, everything else as it is. */
export function shown(value: number | null, unit: string): number | null {
  return value === null ? null : unit === "ratio" ? Math.round(value * 1000) / 10 : value;
}

/** The looks with their days; with their times, too, where two were on one day. */
export function dated(movement: Movement): { day: string; value: number | null }[] {
  const days = movement.points.map((one) => day(one.at));
  const say = new Set(days).size < days.length ? moment : day;
  return movement.points.map((one) => ({ day: say(one.at), value: shown(one.value, movement.unit) }));
}
