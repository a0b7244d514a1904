import type { Indicator } from "../api/models";
import { exactYuan, shortMoney } from "../format/money";
import { share } from "../format/rate";
import { day } from "../format/time";
import type { Language } from "../i18n/language";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { CauseTag } from "../score/score_sources";

/** An indicator, and its place among the peers where it has one. */
type Shown = Indicator & { peer_median?: number | null; percentile?: number | null };

/** Indicators with where each comes from and how fresh it is; an absent one says why. */
export function IndicatorTable({ indicators, label: name }: { indicators: readonly Shown[]; label: string }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const placed = indicators.some((one) => one.percentile != null || one.peer_median != null);
  const presentFirst = [...indicators].sort((a, b) => Number(!has(a)) - Number(!has(b)));
  return (
    <RowTable
      rows={presentFirst}
      rowKey={(row) => `${row.source}-${row.origin}-${row.name}`}
      label={name}
      empty={t("indicators.empty")}
      columns={[
        { key: "label", title: t("indicators.name"), render: (row) => <span title={row.name}>{row.label}</span> },
        { key: "value", title: t("indicators.value"), align: "right", render: (row) => <Value indicator={row} language={language} /> },
        ...(placed
          ? [
              { key: "median", title: t("indicators.median"), align: "right" as const, render: (row: Shown) => <Value indicator={{ ...row, value: row.peer_median ?? null }} language={language} /> },
              {
                key: "percentile",
                title: t("indicators.percentile"),
                align: "right" as const,
                render: (row: Shown) => <span className="figure" title={t("indicators.percentile.help")}>{row.percentile == null ? "—" : Math.round(row.percentile)}</span>,
              },
            ]
          : []),
        { key: "source", title: t("sources.source"), render: (row) => label("source", row.source) },
        { key: "as_of", title: t("sources.as_of"), render: (row) => <span className="figure">{day(row.as_of)}</span> },
        { key: "cause", title: t("sources.cause"), render: (row) => <CauseTag cause={row.cause} /> },
      ]}
    />
  );
}

/** Whether it has a value; what is no number stands in its text. */
function has({ value, text }: Indicator): boolean {
  return value !== null || Boolean(text);
}

function Value({ indicator, language }: { indicator: Indicator; language: Language }) {
  const { value, text, unit } = indicator;
  const t = useText();
  const label = useLabel();
  if (text) return <span>{text}</span>;
  if (value === null) return <span className="muted">—</span>;
  if (unit === "flag") return <span>{label("flag", String(value))}</span>;
  if (unit === "fen") return <span className="figure" title={exactYuan(value)}>{shortMoney(value, language)}</span>;
  if (unit === "ratio") return <span className="figure" title={String(value)}>{share(value)}</span>;
  const rounded = Math.round(value * 100) / 100;
  return <span className="figure">{unit === "count" ? rounded : `${rounded} ${unit === "months" ? t("unit.month") : label("unit", unit)}`}</span>;
}
