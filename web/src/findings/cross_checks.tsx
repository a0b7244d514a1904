import { Tag } from "antd";

import type { Contradiction } from "./shape";
import { exactYuan, shortMoney } from "../format/money";
import { share } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

type Side = Contradiction["sides"][number];

const COLORS: Record<string, string> = { contradiction: "orange", consistent: "green", cannot_be_judged: "default" };

/** How many comparisons speak against each other. */
export function contradicting(checks: readonly Contradiction[]): number {
  return checks.filter((check) => check.state === "contradiction").length;
}

/** What one source says beside what another does: both values, what came of it, and how to verify it. */
export function CrossChecks({ checks }: { checks: readonly Contradiction[] }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      rows={checks}
      rowKey="code"
      label={t("crosscheck.title")}
      empty={t("crosscheck.empty")}
      columns={[
        { key: "state", title: t("crosscheck.state"), render: (row) => <Tag color={COLORS[row.state]}>{label("crosscheck", row.state)}</Tag> },
        {
          key: "text",
          title: t("crosscheck.what"),
          render: (row) => (
            <>
              {row.text}
              {row.state === "contradiction" && <div className="muted small">{t("crosscheck.verify", { how: row.verify })}</div>}
            </>
          ),
        },
        { key: "left", title: t("crosscheck.one"), render: (row) => <SideFigure side={row.sides[0]} /> },
        { key: "right", title: t("crosscheck.other"), render: (row) => <SideFigure side={row.sides[1]} /> },
      ]}
    />
  );
}

function SideFigure({ side }: { side: Side | undefined }) {
  const label = useLabel();
  const language = useLanguage();
  if (!side) return null;
  const { value, text, unit } = side;
  const shown = text ?? (value === null ? "—" : unit === "fen" ? shortMoney(value, language) : unit === "ratio" ? share(value) : String(Math.round(value * 100) / 100));
  return (
    <>
      <div className="small">{side.label}</div>
      <div className="figure" title={unit === "fen" && value !== null ? exactYuan(value) : undefined}>
        {shown}
      </div>
      <span className="muted small">{side.source ? `${label("source", side.source)} ${day(side.as_of)}` : label("cause", side.cause)}</span>
    </>
  );
}
