import { DeleteOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Select, Tag } from "antd";

import { useLabel, useLanguage, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { FactPicker } from "./fact_picker";
import { faultsAt, type Fault, type Sheet, type SheetFact, type SheetThreshold } from "./shape";

/** The values set apart from the conditions: changing one changes the condition and every sentence about it. */
export function ThresholdsTable({ sheet, faults, change }: { sheet: Sheet; faults: readonly Fault[]; change?: (next: SheetThreshold[]) => void }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const set = (name: string, value: SheetThreshold["value"]) => change?.(sheet.thresholds.map((one) => (one.name === name ? { ...one, value } : one)));
  return (
    <RowTable
      rows={sheet.thresholds}
      rowKey="name"
      label={t("studio.thresholds")}
      columns={[
        {
          key: "name",
          title: t("studio.threshold"),
          render: (one) => (
            <>
              {language === "en" ? one.en : one.zh} <code className="muted small">at.{one.name}</code>
              {faultsAt(faults, 0, one.name).map((text) => (
                <div key={text} className="fault">
                  {text}
                </div>
              ))}
            </>
          ),
        },
        {
          key: "value",
          title: t("studio.value"),
          render: (one) =>
            Array.isArray(one.value) ? (
              <Select mode="tags" open={change ? undefined : false} disabled={!change} aria-label={one.name} value={one.value} style={{ minWidth: 200 }} onChange={(value: string[]) => set(one.name, value)} />
            ) : (
              <Input
                aria-label={one.name}
                data-testid={`at-${one.name}`}
                className="figure"
                style={{ width: 140 }}
                readOnly={!change}
                value={String(one.value)}
                onChange={(event) => set(one.name, event.target.value.trim())}
              />
            ),
        },
        { key: "range", title: t("studio.range"), render: (one) => <span className="figure">{one.low === undefined && one.high === undefined ? "—" : `${one.low ?? ""} … ${one.high ?? ""}`}</span> },
        { key: "stricter", title: t("studio.stricter"), render: (one) => label("studio.stricter", one.stricter) },
        { key: "mark", title: t("studio.rule.mark"), render: (one) => <Tag>{one.mark}</Tag> },
      ]}
    />
  );
}

/** The facts that the file declares: only these may stand in a condition. */
export function FactsTable({ sheet, faults, change }: { sheet: Sheet; faults: readonly Fault[]; change?: (next: SheetFact[]) => void }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  return (
    <Flex vertical gap={12}>
      {change && (
        <FactPicker
          only={(fact) => !sheet.facts.some((one) => one.name === fact.name)}
          pick={({ name, kind, zh, en, source }) => change([...sheet.facts, { name, kind, zh, en, source }])}
        />
      )}
      <RowTable
        rows={sheet.facts}
        rowKey="name"
        label={t("studio.facts")}
        columns={[
          {
            key: "name",
            title: t("studio.fact"),
            render: (one) => (
              <>
                {language === "en" ? one.en : one.zh}
                {faultsAt(faults, 0, one.name).map((text) => (
                  <div key={text} className="fault">
                    {text}
                  </div>
                ))}
              </>
            ),
          },
          { key: "code", title: t("studio.fact.name"), render: (one) => <code>{one.name}</code> },
          { key: "kind", title: t("studio.fact.kind"), render: (one) => label("studio.kind", one.kind) },
          { key: "source", title: t("studio.fact.source"), render: (one) => label("source", one.source) },
          {
            key: "drop",
            title: "",
            render: (one) =>
              change && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t("studio.fact.drop")} ${one.name}`}
                  onClick={() => change(sheet.facts.filter((other) => other.name !== one.name))}
                />
              ),
          },
        ]}
      />
    </Flex>
  );
}
