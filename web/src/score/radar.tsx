import { useMemo } from "react";

import type { RadarAxis } from "../api/models";
import { Chart } from "../charts/chart";
import { useText } from "../i18n/text";

const RIM = 100;
type Point = [number, number] | "-";

/** A ring of points; an axis without data breaks the line, it never counts as zero. */
export function ring(axes: readonly RadarAxis[], read: (axis: RadarAxis) => number | null): Point[] {
  const step = 360 / axes.length;
  const points = axes.map((axis, i): Point => {
    const value = read(axis);
    return value === null ? "-" : [value, i * step];
  });
  const first = points[0];
  return first === undefined ? [] : [...points, first === "-" ? "-" : [first[0], 360]];
}

const LINE_MAX = 6;

/** A long label on two lines: at the space nearest its middle; in Chinese after its 与 ("and"), else at its middle. */
export function twoLines(label: string): string {
  const middle = Math.ceil(label.length / 2);
  if (!label.includes(" ")) {
    const at = label.indexOf("与") + 1 || middle;
    return label.length > LINE_MAX ? `${label.slice(0, at)}\n${label.slice(at)}` : label;
  }
  if (label.length <= 2 * LINE_MAX) return label;
  const spaces = [...label.matchAll(/ /g)].map((space) => space.index);
  const cut = spaces.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best));
  return `${label.slice(0, cut)}\n${label.slice(cut + 1)}`;
}

/** Strengths by aspect beside the median of peers. Axes without data are drawn hollow on the rim. */
export function Radar({ axes, height = 320 }: { axes: readonly RadarAxis[]; height?: number }) {
  const t = useText();
  const option = useMemo(() => {
    const step = 360 / Math.max(axes.length, 1);
    const solid = axes.flatMap((axis, i) => (axis.value === null ? [] : [[axis.value, i * step]]));
    const hollow = axes.flatMap((axis, i) => (axis.value === null ? [[RIM, i * step]] : []));
    const name = (angle: number): string => {
      const axis = axes[Math.round(angle / step)];
      if (!axis || angle >= 360) return "";
      const styled = (style: string, text: string): string => text.split("\n").map((line) => `{${style}|${line}}`).join("\n");
      if (axis.value === null) return styled("gone", `${twoLines(axis.label)}\n${t("radar.nodata")}`);
      return `${styled("has", twoLines(axis.label))}\n{figure|${Math.round(axis.value)}}`;
    };
    return {
      polar: { radius: "58%", center: ["50%", "50%"] },
      angleAxis: {
        type: "value",
        min: 0,
        max: 360,
        interval: step,
        startAngle: 90,
        clockwise: true,
        axisLine: { lineStyle: { color: "#c9d3de" } },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: "#e3e9f0" } },
        axisLabel: {
          formatter: name,
          rich: {
            has: { fontSize: 12, color: "#3c4b5c", lineHeight: 17 },
            figure: { fontSize: 13, fontWeight: 600, color: "#1257c4", lineHeight: 17 },
            gone: { fontSize: 12, color: "#a3aebb", lineHeight: 17 },
          },
        },
      },
      radiusAxis: { min: 0, max: RIM, interval: 25, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false }, splitLine: { lineStyle: { color: "#e9eef4" } } },
      series: [
        { type: "line", coordinateSystem: "polar", data: ring(axes, (axis) => axis.peer_median), symbol: "none", lineStyle: { type: "dashed", color: "#98a6b5", width: 1.5 }, silent: true },
        { type: "line", coordinateSystem: "polar", data: ring(axes, (axis) => axis.value), symbol: "none", lineStyle: { width: 2, color: "#1257c4" }, areaStyle: hollow.length > 0 ? undefined : { color: "rgba(18,87,196,.12)" }, silent: true },
        { type: "scatter", coordinateSystem: "polar", data: solid, symbolSize: 8, itemStyle: { color: "#1257c4" }, silent: true },
        { type: "scatter", coordinateSystem: "polar", data: hollow, symbolSize: 10, itemStyle: { color: "#fff", borderColor: "#b3bdc9", borderWidth: 1.5, borderType: "dashed" }, silent: true },
      ],
    };
  }, [axes, t]);
  const spoken = axes.map((axis) => `${axis.label} ${axis.value === null ? t("radar.nodata") : Math.round(axis.value)}`).join(", ");
  return <Chart option={option} height={height} label={`${t("radar.title")}: ${spoken}`} />;
}
