import { Alert, Tag } from "antd";

import type { Rule } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";

const COLORS: Record<string, string> = { ko: "red", refer: "orange", info: "blue", pass: "green" };

/** The rules that spoke, each with the facts it spoke on. */
export function FiredRules({ rules }: { rules: readonly Rule[] }) {
  const t = useText();
  const label = useLabel();
  if (rules.length === 0) return <Alert type="success" showIcon title={t("rules.none")} />;
  return (
    <RowTable
      rows={rules}
      rowKey={(rule) => `${rule.code}-${JSON.stringify(rule.evidence)}`}
      label={t("rules.title")}
      columns={[
        { key: "severity", title: t("rules.severity"), render: (rule) => <Tag color={COLORS[rule.severity.toLowerCase()] ?? "default"}>{label("severity", rule.severity)}</Tag> },
        { key: "text", title: t("rules.text"), render: (rule) => <>{rule.text} <code className="muted small">{rule.code}</code></> },
        { key: "evidence", title: t("rules.evidence"), render: (rule) => <Evidence facts={rule.evidence} /> },
      ]}
    />
  );
}

/** The fact that a rule looked at, with its source and day. */
function Evidence({ facts }: { facts: Rule["evidence"] }) {
  const label = useLabel();
  const { name: fact, value, source, as_of, cause } = facts;
  if (typeof fact === "string") {
    const shown = value === null || value === undefined ? label("cause", String(cause)) : typeof value === "object" ? JSON.stringify(value) : String(value);
    return (
      <>
        <code>{fact}</code> <span className="figure">{shown}</span>{" "}
        <span className="muted small">{[source && label("source", String(source)), as_of].filter(Boolean).join(" · ")}</span>
      </>
    );
  }
  return (
    <>
      {Object.entries(facts).map(([name, value]) => (
        <Tag key={name} className="figure">{`${name} = ${typeof value === "object" ? JSON.stringify(value) : String(value)}`}</Tag>
      ))}
    </>
  );
}
