import { Tag } from "antd";

import type { Instalment } from "../api/models";
import { Exact } from "../figures/money";
import { useLabel, useText } from "../i18n/text";
import { RowTable, type RowColumn } from "../page/row_table";

const COLORS: Record<string, string> = { paid: "green", due: "blue", partly_paid: "orange", overdue: "red" };

/** A repayment schedule to the fen, with its sums. `planned` leaves out what has been paid. */
export function Schedule({ instalments, planned = false }: { instalments: readonly Instalment[]; planned?: boolean }) {
  const t = useText();
  const label = useLabel();
  const columns: RowColumn<Instalment>[] = [
    { key: "number", title: t("schedule.number"), render: (row) => <span className="figure">{row.number}</span> },
    { key: "due", title: t("schedule.due"), render: (row) => <span className="figure">{row.due_on}</span> },
    { key: "total", title: t("schedule.total"), align: "right", render: (row) => <Exact fen={row.total_fen} /> },
    { key: "principal", title: t("schedule.principal"), align: "right", render: (row) => <Exact fen={row.principal_fen} /> },
    { key: "interest", title: t("schedule.interest"), align: "right", render: (row) => <Exact fen={row.interest_fen} /> },
  ];
  if (!planned) {
    columns.push(
      { key: "paid", title: t("schedule.paid"), align: "right", render: (row) => <Exact fen={row.paid_fen} /> },
      { key: "state", title: t("schedule.state"), render: (row) => <Tag color={COLORS[row.state] ?? "default"}>{label("instalment", row.state)}</Tag> },
    );
  }
  return <RowTable rows={instalments} rowKey={(row) => String(row.number)} columns={columns} label={t("schedule.title")} />;
}
