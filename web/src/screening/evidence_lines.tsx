import type { ScreeningReason } from "../api/models";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

type Line = ScreeningReason["evidence"][number];

/** The lines that a sign rests on: facts, findings, comparisons, sums over institutions. */
export function EvidenceLines({ lines, label: title }: { lines: readonly Line[]; label: string }) {
  const t = useText();
  const label = useLabel();
  return (
    <RowTable
      rows={lines}
      rowKey={(line) => `${line.kind}-${line.label}-${line.text ?? line.value}`}
      label={title}
      columns={[
        { key: "label", title: t("findings.fact"), render: (line) => (line.kind === "joint" ? label("elsewhere", line.label) : line.label) },
        { key: "value", title: t("findings.value"), render: (line) => <Value line={line} /> },
        {
          key: "source",
          title: t("findings.source"),
          render: (line) => (
            <span className="muted small">
              {line.source ? label("source", line.source) : ""} {line.as_of ? day(line.as_of) : ""}
            </span>
          ),
        },
      ]}
    />
  );
}

function Value({ line }: { line: Line }) {
  const number = line.value === null ? null : String(Math.round(line.value * 100) / 100);
  return (
    <>
      {number !== null && <span className="figure">{number}</span>} {line.text}
    </>
  );
}
