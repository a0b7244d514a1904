import { Tag } from "antd";

import type { Score } from "../api/models";
import { share } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

/** An absence is no fault of the enterprise: none is red. */
export const CAUSE_COLORS: Record<string, string> = { granted: "green", not_granted: "gold", source_down: "blue", no_record: "default", stale: "default" };

export function CauseTag({ cause }: { cause: string }) {
  const label = useLabel();
  return <Tag color={CAUSE_COLORS[cause] ?? "default"}>{label("cause", cause)}</Tag>;
}

/** Where each part of the score comes from, how fresh it is, and why it is absent where it is. */
export function ScoreSources({ sources }: { sources: Score["sources"] }) {
  const t = useText();
  return (
    <RowTable
      rows={sources}
      rowKey={(row) => `${row.source}-${row.label}`}
      label={t("sources.title")}
      columns={[
        { key: "label", title: t("sources.source"), render: (row) => row.label },
        { key: "cause", title: t("sources.cause"), render: (row) => <CauseTag cause={row.cause} /> },
        { key: "as_of", title: t("sources.as_of"), render: (row) => <span className="figure">{day(row.as_of)}</span> },
        { key: "coverage", title: t("score.coverage"), render: (row) => <span className="figure">{share(row.coverage, 0)}</span> },
      ]}
    />
  );
}
