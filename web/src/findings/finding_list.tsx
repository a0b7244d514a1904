import { Alert, Collapse, Flex, Tag } from "antd";

import type { Finding } from "./shape";
import { exactYuan, shortMoney } from "../format/money";
import { share } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { RelationPicture } from "./relation_picture";

const COLORS: Record<string, string> = { critical: "red", warn: "orange", note: "blue" };
const ORDER = ["critical", "warn", "note"];

/** The gravest first. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** What relations revealed: each finding with its evidence and its picture, the gravest open. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useText();
  const label = useLabel();
  if (findings.length === 0) return <Alert type="success" showIcon title={t("findings.none")} />;
  const sorted = bySeverity(findings);
  return (
    <Collapse
      defaultActiveKey={["0"]}
      items={sorted.map((finding, place) => ({
        key: String(place),
        label: (
          <Flex gap={8} align="center" wrap>
            <Tag color={COLORS[finding.severity]}>{label("finding", finding.severity)}</Tag>
            <strong>{finding.title}</strong>
            <code className="muted small">{finding.code}</code>
            <span className="muted small">{finding.found_by}</span>
          </Flex>
        ),
        children: <One finding={finding} />,
      }))}
    />
  );
}

function One({ finding }: { finding: Finding }) {
  const t = useText();
  const label = useLabel();
  return (
    <Flex vertical gap={12}>
      <p style={{ margin: 0 }}>{finding.text}</p>
      <span className="muted small">{t("findings.by", { by: finding.found_by, day: day(finding.as_of) })}</span>
      <div className="two-columns">
        <RowTable
          rows={finding.evidence}
          rowKey={(row) => `${row.name}-${row.source}-${row.text ?? row.value}`}
          label={t("findings.evidence")}
          columns={[
            { key: "label", title: t("findings.fact"), render: (row) => row.label },
            { key: "value", title: t("findings.value"), align: "right", render: (row) => <Figure value={row.value} text={row.text} unit={row.unit} /> },
            { key: "threshold", title: t("findings.threshold"), align: "right", render: (row) => <Figure value={row.threshold} unit={row.unit} /> },
            { key: "source", title: t("findings.source"), render: (row) => label("source", row.source) },
            { key: "as_of", title: t("findings.as_of"), render: (row) => <span className="figure">{day(row.as_of)}</span> },
          ]}
        />
        <RelationPicture subgraph={finding.subgraph} />
      </div>
    </Flex>
  );
}

function Figure({ value, text, unit }: { value: number | null | undefined; text?: string | null; unit: string }) {
  const language = useLanguage();
  if (text) return <span>{text}</span>;
  if (value === null || value === undefined) return <span className="muted">—</span>;
  if (unit === "fen") return <span className="figure" title={exactYuan(value)}>{shortMoney(value, language)}</span>;
  if (unit === "ratio") return <span className="figure">{share(value)}</span>;
  return <span className="figure">{Math.round(value * 100) / 100}</span>;
}
