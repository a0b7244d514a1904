import { useMemo } from "react";

import { Chart } from "../charts/chart";
import { useLabel, useText } from "../i18n/text";
import { badRates, gradeShares, type Period, type Summary } from "./monitoring";

const BLUE = "#1257c4";
const RED = "#a61b1b";
const INK = "#556274";
const GRADES = ["#1a7f4e", "#58a36f", "#9cc48f", "#d9d58a", "#efb45c", "#e3824a", "#cf4b3d", "#93221f"];

type Line = { name: string; color: string; values: (number | null)[]; low?: (number | null)[]; high?: (number | null)[]; dots?: boolean };
type Limit = { name: string; value: number };

/** What monitoring says of one model, month by month: shift, ranking, calibration, decisions, grades. */
export function MonitoringPictures({ summary }: { summary: Summary }) {
  const t = useText();
  const { periods, limits } = summary;
  const limit = (name: string, value: number | null | undefined): Limit[] => (value === null || value === undefined ? [] : [{ name, value }]);
  const of = (read: (row: Period) => number | null | undefined) => periods.map((row) => read(row) ?? null);
  const judged = periods.some((row) => row.measures !== null);
  const known = periods.some((row) => row.outcomes > 0);
  return (
    <div className="two-columns" data-testid="monitoring-pictures">
      <Lines
        title={t("pictures.psi", { against: summary.against })}
        periods={periods}
        lines={[{ name: t("watch.psi"), color: BLUE, values: of((row) => row.psi) }]}
        limits={[...limit(t("pictures.minor"), limits?.psi_minor), ...limit(t("pictures.major"), limits?.psi_max)]}
      />
      <Shifts summary={summary} />
      {judged ? (
        <>
          <Lines
            title={t("pictures.auc")}
            periods={periods}
            lines={[{ name: "AUC", color: BLUE, values: of((row) => row.measures?.auc), low: of((row) => row.measures?.auc_low), high: of((row) => row.measures?.auc_high) }]}
            limits={limit(t("pictures.review_below"), limits?.auc_min)}
          />
          <Lines
            title={t("pictures.ks")}
            periods={periods}
            lines={[{ name: "KS", color: BLUE, values: of((row) => row.measures?.ks), low: of((row) => row.measures?.ks_low), high: of((row) => row.measures?.ks_high) }]}
            limits={limit(t("pictures.review_below"), limits?.ks_min)}
          />
        </>
      ) : (
        <Missing title={t("pictures.auc_ks")} text={t("pictures.few")} />
      )}
      {known ? (
        <Lines
          title={t("pictures.vintage")}
          percent
          periods={periods}
          lines={[
            { name: t("pictures.mean_pd"), color: BLUE, values: of((row) => row.mean_pd) },
            { name: t("pictures.observed"), color: RED, values: badRates(periods), low: of((row) => row.bad_low), high: of((row) => row.bad_high), dots: true },
          ]}
          limits={[]}
        />
      ) : (
        <Missing title={t("pictures.vintage")} text={t("pictures.no_outcome")} />
      )}
      <Lines
        title={t("pictures.decisions")}
        percent
        periods={periods}
        lines={[
          { name: t("watch.approved"), color: BLUE, values: of((row) => row.approved) },
          { name: t("watch.overridden"), color: RED, values: of((row) => row.overridden) },
        ]}
        limits={limit(t("pictures.override_max"), limits?.override_max)}
      />
      <Mix summary={summary} />
    </div>
  );
}

/** Lines by period with their intervals, and the limits that they should stay within. */
function Lines({ title, periods, lines, limits, percent = false }: { title: string; periods: readonly Period[]; lines: Line[]; limits: Limit[]; percent?: boolean }) {
  const spoken = `${title}: ${lines.map((line) => `${line.name} ${said(line.values.at(-1), percent)}`).join(", ")}`;
  const option = useMemo(
    () => ({
      ...frame(periods, percent),
      series: [
        ...lines.flatMap((line) => [
          { type: "line", name: line.name, data: dashed(line.values), symbol: line.dots ? "circle" : "emptyCircle", symbolSize: 6, lineStyle: { color: line.color, width: line.dots ? 0 : 2 }, itemStyle: { color: line.color } },
          ...(line.low && line.high ? interval(line as Required<Line>) : []),
        ]),
        ...limits.map((one) => ({ type: "line", name: one.name, data: periods.map(() => one.value), symbol: "none", lineStyle: { color: RED, width: 1, type: "dashed" }, itemStyle: { color: RED }, silent: true })),
      ],
    }),
    [periods, lines, limits, percent],
  );
  return (
    <Figure title={title} spoken={spoken} option={option}>
      {[...lines.map((line) => ({ name: line.name, color: line.color })), ...limits.map((one) => ({ name: `${one.name} ${said(one.value, percent)}`, color: RED }))]}
    </Figure>
  );
}

/** A 95 % interval as a band between two unseen lines. */
function interval(line: Required<Line>) {
  const plain = { type: "line", stack: `interval ${line.name}`, symbol: "none", lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } };
  return [
    { ...plain, data: dashed(line.low) },
    { ...plain, data: dashed(line.high.map((high, at) => (high === null || line.low[at] == null ? null : high - line.low[at]))), areaStyle: { color: line.color, opacity: 0.16 } },
  ];
}

/** How far each column has moved in the latest period, the furthest first. */
function Shifts({ summary }: { summary: Summary }) {
  const t = useText();
  const title = t("pictures.csi", { month: summary.latest });
  const rows = useMemo(() => Object.entries(summary.csi).sort((a, b) => b[1] - a[1]).slice(0, 10).reverse(), [summary]);
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      tooltip: {},
      xAxis: { type: "value", axisLabel: { color: INK }, splitLine: { lineStyle: { color: "#e9eef4" } } },
      yAxis: { type: "category", data: rows.map(([name]) => summary.labels?.[name] ?? name), axisTick: { show: false }, axisLabel: { color: INK, width: 130, overflow: "truncate" } },
      series: [{ type: "bar", data: rows.map(([, value]) => ({ value, itemStyle: { color: value > (summary.limits?.psi_max ?? 1) ? RED : BLUE } })), barMaxWidth: 14 }],
    }),
    [rows, summary],
  );
  if (rows.length === 0) return <Missing title={title} text={t("pictures.no_csi")} />;
  return (
    <Figure title={title} spoken={`${title}: ${rows.map(([name, value]) => `${summary.labels?.[name] ?? name} ${value.toFixed(3)}`).join(", ")}`} option={option}>
      {[]}
    </Figure>
  );
}

/** Applications by grade, one bar a period, the best grade lowest. */
function Mix({ summary }: { summary: Summary }) {
  const t = useText();
  const label = useLabel();
  const names = summary.grade_names ?? [];
  const color = (at: number) => GRADES[Math.round((at * (GRADES.length - 1)) / Math.max(names.length - 1, 1))] ?? INK;
  const option = useMemo(
    () => ({
      ...frame(summary.periods, true),
      series: names.map((name, at) => ({ type: "bar", stack: "grades", name, data: dashed(gradeShares(summary.periods, at)), itemStyle: { color: color(at) }, barMaxWidth: 40 })),
    }),
    [summary, names],
  );
  const bySegment = summary.segments.map((one) => `${label("segment", one.segment)} ${said(one.approved, true)} (${one.rows})`).join(", ");
  return (
    <div>
      <Figure title={t("pictures.mix")} spoken={`${t("pictures.mix")}: ${bySegment}`} option={option}>
        {names.map((name, at) => ({ name, color: color(at) }))}
      </Figure>
      {bySegment && <p className="small">{t("pictures.by_segment", { month: summary.latest, mix: bySegment })}</p>}
    </div>
  );
}

function Figure({ title, spoken, option, children }: { title: string; spoken: string; option: Record<string, unknown>; children: { name: string; color: string }[] }) {
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <strong className="small">{title}</strong>
      <Chart option={option} height={220} label={spoken} />
      <figcaption className="muted small">
        {children.map((one) => (
          <span key={one.name} style={{ marginInlineEnd: 12, whiteSpace: "nowrap" }}>
            <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 5, background: one.color }} />
            {one.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Missing({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <strong className="small">{title}</strong>
      <p className="muted small">{text}</p>
    </div>
  );
}

const dashed = (values: readonly (number | null)[]) => values.map((value) => value ?? "-");
const said = (value: number | null | undefined, percent: boolean) => (value === null || value === undefined ? "—" : percent ? `${(100 * value).toFixed(1)}%` : value.toFixed(3));

function frame(periods: readonly Period[], percent: boolean) {
  return {
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", valueFormatter: (value: unknown) => (typeof value === "number" ? said(value, percent) : "—") },
    xAxis: { type: "category", data: periods.map((row) => row.period), axisTick: { show: false }, axisLine: { lineStyle: { color: "#c9d3de" } }, axisLabel: { color: INK, hideOverlap: true } },
    yAxis: { type: "value", scale: !percent, ...(percent ? { min: 0 } : {}), axisLabel: { color: INK, ...(percent ? { formatter: (value: number) => `${Math.round(100 * value)}%` } : {}) }, splitLine: { lineStyle: { color: "#e9eef4" } } },
  };
}
