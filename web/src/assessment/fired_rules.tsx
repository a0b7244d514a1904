import { Alert, Tag } from "antd";
import type { ReactNode } from "react";

import type { Rule } from "../api/models";
import { Money } from "../figures/money";
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
  const { name: fact, label: called, value, source, as_of, cause } = facts;
  if (typeof fact === "string") {
    return (
      <>
        {typeof called === "string" ? <span title={fact}>{called.replace(/（分）$/, "")}</span> : <code>{fact}</code>}{" "}
        <span className="figure">{value === null || value === undefined ? label("cause", String(cause)) : shown(fact, value, label)}</span>{" "}
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

/** A value as people read it: money in yuan, the standing of a screening in words, the rest as it is. */
function shown(fact: string, value: unknown, label: (kind: string, code: string) => string): ReactNode {
  if (fact.endsWith("_fen") && Number.isSafeInteger(Number(value))) return <Money fen={Number(value)} />;
  if (fact === "screening") return label("standing", String(value));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
