import { Card, Empty, Flex, Segmented, Select, Statistic } from "antd";
import { useState } from "react";

import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { useWarnings, type RulePrecision, type WarningFilter, type WarningLevel } from "./queries";
import { WarningTable } from "./warning_table";

const STATES = ["live", "open", "taken", "escalated", "closed", "all"] as const;
const LEVELS = ["red", "orange", "yellow"] as const;

/** The bank's early warnings: what waits, by level, state and rule, and how often each rule was right. */
export default function WarningsPage() {
  const t = useText();
  const [filter, setFilter] = useState<WarningFilter>({ state: "live" });
  const found = useWarnings(filter);
  return (
    <Page title={t("nav.warnings")} lead={t("warnings.lead")}>
      <Loaded query={found}>
        {(all) => (
          <Flex vertical gap={16}>
            <Card>
              <div className="statistics">
                {LEVELS.map((level) => (
                  <Statistic key={level} title={t(`warning.level.${level}`)} value={all[level]} />
                ))}
                <Statistic title={t("warnings.lateCount")} value={all.late} />
              </div>
            </Card>
            <Card>
              <Flex vertical gap={16}>
                <Flex gap={12} wrap align="center">
                  <Segmented
                    aria-label={t("warnings.filter.state")}
                    value={filter.state}
                    onChange={(state) => setFilter((before) => ({ ...before, state }))}
                    options={STATES.map((state) => ({ value: state, label: t(`warnings.state.${state}`) }))}
                  />
                  <Select<WarningLevel | "any">
                    aria-label={t("warnings.filter.level")}
                    style={{ minWidth: 110 }}
                    value={filter.level ?? "any"}
                    onChange={(level) => setFilter(({ level: _, ...rest }) => (level === "any" ? rest : { ...rest, level }))}
                    options={[{ value: "any", label: t("warnings.any.level") }, ...LEVELS.map((level) => ({ value: level, label: t(`warning.level.${level}`) }))]}
                  />
                  <Select<string>
                    aria-label={t("warnings.filter.rule")}
                    style={{ minWidth: 220, maxWidth: "100%" }}
                    value={filter.rule ?? "any"}
                    onChange={(rule) => setFilter(({ rule: _, ...rest }) => (rule === "any" ? rest : { ...rest, rule }))}
                    options={[{ value: "any", label: t("warnings.any.rule") }, ...all.rules.map((one) => ({ value: one.rule, label: one.text }))]}
                  />
                </Flex>
                {all.items.length === 0 ? <Empty description={t("warnings.empty")} /> : <WarningTable tasks={all.items} />}
              </Flex>
            </Card>
            {all.rules.length > 0 && <Precision rules={all.rules} least={all.least} />}
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Precision({ rules, least }: { rules: readonly RulePrecision[]; least: number }) {
  const t = useText();
  return (
    <Card title={t("warnings.rules")} data-testid="precision">
      <p className="muted small" style={{ marginTop: 0 }}>
        {t("warnings.rules.lead", { least })}
      </p>
      <RowTable
        rows={rules}
        rowKey="rule"
        label={t("warnings.rules")}
        columns={[
          { key: "rule", title: t("warnings.rule"), render: (one) => <div className="cell-words">{one.text}<div><code className="muted small">{one.rule}</code></div></div> },
          { key: "live", title: t("warnings.live"), align: "right", render: (one) => one.live },
          { key: "confirmed", title: t("warnings.confirmed"), align: "right", render: (one) => one.confirmed },
          { key: "false", title: t("warnings.false"), align: "right", render: (one) => one.false_alarms },
          { key: "precision", title: t("warnings.precision"), align: "right", render: (one) => (one.precision === null ? <span className="muted">{t("warnings.tooFew")}</span> : `${Math.round(100 * one.precision)}%`) },
        ]}
      />
    </Card>
  );
}
