import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Tag, Tooltip } from "antd";
import { useState } from "react";

import { useLanguage, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { RuleDrawer } from "./rule_drawer";
import type { Fault, Sheet, SheetRule } from "./shape";

const BLANK: SheetRule = {
  code: "",
  condition: "",
  severity: "REFER",
  if_absent: "ASK",
  evidence: "",
  mark: "J",
  zh: "",
  en: "",
  cure_zh: "",
  cure_en: "",
  clears: "",
  basis: "",
};

type Numbered = SheetRule & { number: number };
type Parts = { sheet: Sheet; faults: readonly Fault[]; change?: (rules: SheetRule[]) => void; declare?: (next: Partial<Sheet>) => void };

/** The decision table: one rule a row, true where it is broken. A rule opens beside the table. */
export function RulesTable({ sheet, faults, change, declare }: Parts) {
  const t = useText();
  const language = useLanguage();
  const [sought, seek] = useState("");
  const [open, setOpen] = useState<number | null>(null);
  const rules: Numbered[] = sheet.rules.map((rule, index) => ({ ...rule, number: index + 1 }));
  const wrong = (rule: Numbered) => faults.filter((one) => one.row === rule.number);
  const shown = rules
    .filter((rule) => `${rule.code} ${rule.condition} ${rule.zh} ${rule.en}`.toLowerCase().includes(sought.trim().toLowerCase()))
    .sort((one, other) => Number(wrong(other).length > 0) - Number(wrong(one).length > 0));
  const opened = open === null ? undefined : sheet.rules[open - 1];
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} justify="space-between" wrap>
        <Input.Search allowClear aria-label={t("studio.seek")} placeholder={t("studio.seek")} value={sought} onChange={(event) => seek(event.target.value)} style={{ maxWidth: 320 }} />
        {change && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              change([...sheet.rules, BLANK]);
              setOpen(sheet.rules.length + 1);
            }}
          >
            {t("studio.rule.add")}
          </Button>
        )}
      </Flex>
      <RowTable
        rows={shown}
        rowKey="number"
        label={t("studio.rules")}
        rowClassName={(rule) => (wrong(rule).length > 0 ? "row-wrong" : "")}
        columns={[
          {
            key: "code",
            title: t("studio.rule.code"),
            render: (rule) => (
              <Button type="link" className="bare" onClick={() => setOpen(rule.number)} data-testid={`rule-${rule.code}`}>
                {rule.code || t("studio.rule.unnamed")}
              </Button>
            ),
          },
          {
            key: "condition",
            title: t("studio.rule.condition"),
            render: (rule) => (
              <>
                <code className="wrap">{rule.condition}</code>
                <div className="muted small">{language === "en" ? rule.en : rule.zh}</div>
                {wrong(rule).map((fault) => (
                  <div key={`${fault.column}:${fault.text}`} className="fault">
                    {fault.text}
                  </div>
                ))}
              </>
            ),
          },
          {
            key: "severity",
            title: t("studio.rule.severity"),
            render: (rule) => (
              <>
                <Tag color={rule.severity === "KO" ? "red" : "orange"}>{rule.severity}</Tag>
                <span className="muted small">{rule.mark}</span>
              </>
            ),
          },
          {
            key: "drop",
            title: "",
            render: (rule) =>
              change && (
                <Tooltip title={t("studio.rule.drop")}>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("studio.rule.drop")} ${rule.code}`}
                    onClick={() => change(sheet.rules.filter((_, index) => index !== rule.number - 1))}
                  />
                </Tooltip>
              ),
          },
        ]}
      />
      {opened && open !== null && (
        <RuleDrawer
          key={open}
          rule={opened}
          sheet={sheet}
          faults={faults.filter((one) => one.row === open)}
          close={() => setOpen(null)}
          change={change && ((next) => change(sheet.rules.map((one, index) => (index === open - 1 ? next : one))))}
          declare={declare}
        />
      )}
    </Flex>
  );
}
