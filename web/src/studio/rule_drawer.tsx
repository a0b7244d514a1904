import { Button, Drawer, Flex, Form, Input, Select } from "antd";
import { useRef, type ReactNode } from "react";

import { useLabel, useLanguage, useText } from "../i18n/text";
import { FactPicker } from "./fact_picker";
import { faultsAt, type Fault, type KnownFact, type Sheet, type SheetRule } from "./shape";

const OPERATORS = ["<", "<=", ">", ">=", "==", "!=", "in", "not in", "and", "or"];

type Parts = {
  rule: SheetRule;
  sheet: Sheet;
  faults: readonly Fault[];
  close: () => void;
  change?: (next: SheetRule) => void;
  declare?: (next: Partial<Sheet>) => void;
};

/** One rule, cell by cell, each with what is wrong with it. */
export function RuleDrawer({ rule, sheet, faults, close, change, declare }: Parts) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const readOnly = change === undefined;
  const set = (next: Partial<SheetRule>) => change?.({ ...rule, ...next });
  const cell = (column: string, title: string, input: ReactNode) => {
    const wrong = faultsAt(faults, faults[0]?.row ?? 0, column);
    return (
      <Form.Item label={title} htmlFor={`rule-${column}`} validateStatus={wrong.length > 0 ? "error" : undefined} help={wrong.length > 0 ? wrong.join("; ") : undefined}>
        {input}
      </Form.Item>
    );
  };
  const text = (column: "zh" | "en" | "cure_zh" | "cure_en" | "basis", title: string) =>
    cell(column, title, <Input.TextArea id={`rule-${column}`} autoSize readOnly={readOnly} maxLength={500} value={rule[column]} onChange={(event) => set({ [column]: event.target.value })} />);
  const choice = (column: "severity" | "if_absent" | "mark" | "clears", title: string, values: string[]) =>
    cell(
      column,
      title,
      <Select
        id={`rule-${column}`}
        disabled={readOnly}
        value={rule[column] || undefined}
        onChange={(value: string) => set({ [column]: value })}
        options={values.map((value) => ({ value, label: label(`studio.${column}`, value) }))}
      />,
    );
  const named = [...new Set(rule.condition.match(/[a-z][a-z0-9_]*/g) ?? [])].filter((name) => sheet.facts.some((one) => one.name === name));
  return (
    <Drawer open size={620} title={rule.code || t("studio.rule.unnamed")} onClose={close} extra={<Button onClick={close}>{t("studio.close")}</Button>}>
      <Form layout="vertical" component="div" className="tight-form">
        {cell("code", t("studio.rule.code"), <Input id="rule-code" readOnly={readOnly} maxLength={40} value={rule.code} onChange={(event) => set({ code: event.target.value.toUpperCase() })} />)}
        {cell("condition", t("studio.rule.broken_when"), <Condition rule={rule} sheet={sheet} set={readOnly ? undefined : set} declare={declare} />)}
        {cell(
          "evidence",
          t("studio.rule.evidence"),
          <Select
            id="rule-evidence"
            disabled={readOnly}
            value={rule.evidence || undefined}
            onChange={(evidence: string) => set({ evidence })}
            options={named.map((name) => {
              const fact = sheet.facts.find((one) => one.name === name);
              return { value: name, label: `${(language === "en" ? fact?.en : fact?.zh) ?? name} · ${name}` };
            })}
          />,
        )}
        <Flex gap={12} wrap>
          {choice("severity", t("studio.rule.severity"), ["KO", "REFER"])}
          {choice("if_absent", t("studio.rule.if_absent"), ["ASK", "NOTE"])}
          {choice("mark", t("studio.rule.mark"), ["S", "S-", "C", "J"])}
          {choice("clears", t("studio.rule.clears"), ["itself", "action", "time", "never"])}
        </Flex>
        {text("zh", t("studio.rule.zh"))}
        {text("en", t("studio.rule.en"))}
        {text("cure_zh", t("studio.rule.cure_zh"))}
        {text("cure_en", t("studio.rule.cure_en"))}
        {text("basis", t("studio.rule.basis"))}
      </Form>
    </Drawer>
  );
}

type ConditionParts = { rule: SheetRule; sheet: Sheet; set?: (next: Partial<SheetRule>) => void; declare?: (next: Partial<Sheet>) => void };

/** The expression, and beside it what may stand in it. A fact that the file does not declare yet is declared by picking it. */
function Condition({ rule, sheet, set, declare }: ConditionParts) {
  const t = useText();
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const insert = (word: string) => {
    const area = box.current?.querySelector("textarea");
    const at = area?.selectionStart ?? rule.condition.length;
    const before = rule.condition.slice(0, at).trimEnd();
    set?.({ condition: [before, word, rule.condition.slice(at).trimStart()].filter(Boolean).join(" ") });
  };
  const pick = (fact: KnownFact) => {
    if (!sheet.facts.some((one) => one.name === fact.name)) {
      const { name, kind, zh, en, source } = fact;
      declare?.({ facts: [...sheet.facts, { name, kind, zh, en, source }] });
    }
    insert(fact.name);
  };
  return (
    <div ref={box}>
      <Input.TextArea id="rule-condition" className="code-area" autoSize={{ minRows: 2 }} readOnly={!set} maxLength={2000} value={rule.condition} onChange={(event) => set?.({ condition: event.target.value })} />
      {set && (
        <Flex gap={6} wrap className="palette">
          <FactPicker pick={pick} />
          <Select
            aria-label={t("studio.pick.threshold")}
            placeholder={t("studio.pick.threshold")}
            showSearch={{ optionFilterProp: "label" }}
            value={null}
            style={{ minWidth: 180 }}
            onChange={(name: string | null) => name && insert(`at.${name}`)}
            options={sheet.thresholds.map((one) => ({ value: one.name, label: `${language === "en" ? one.en : one.zh} · ${one.name}` }))}
          />
          {OPERATORS.map((word) => (
            <Button key={word} size="small" onClick={() => insert(word)}>
              <code>{word}</code>
            </Button>
          ))}
        </Flex>
      )}
    </div>
  );
}
