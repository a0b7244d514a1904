import { DeleteOutlined } from "@ant-design/icons";
import { Button, Drawer, Flex, Form, Input, Select } from "antd";
import type { ReactNode } from "react";

import { useLanguage, useText } from "../i18n/text";
import type { FactValue, Sheet, SheetCase } from "./shape";

type Parts = { one: SheetCase; sheet: Sheet; close: () => void; change?: (next: SheetCase) => void; children: ReactNode };

/** One worked case: the facts that differ from the sound enterprise, and what must be found. */
export function CaseDrawer({ one, sheet, close, change, children }: Parts) {
  const t = useText();
  const language = useLanguage();
  const readOnly = change === undefined;
  const facts = one.change ?? {};
  const findings = one.findings ?? {};
  const kinds = new Map(sheet.facts.map((fact) => [fact.name, fact]));
  const title = (name: string) => (language === "en" ? kinds.get(name)?.en : kinds.get(name)?.zh) ?? name;
  const put = (name: string, value: FactValue) => change?.({ ...one, change: { ...facts, [name]: value } });
  return (
    <Drawer open size={560} title={one.name} onClose={close} extra={<Button onClick={close}>{t("studio.close")}</Button>}>
      <Form layout="vertical" component="div" className="tight-form">
        <Form.Item label={t("studio.case.name")} htmlFor="case-name">
          <Input id="case-name" readOnly={readOnly} maxLength={500} value={one.name} onChange={(event) => change?.({ ...one, name: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("studio.case.change")}>
          <Flex vertical gap={8}>
            {Object.entries(facts).map(([name, value]) => (
              <Flex key={name} gap={8} align="center">
                <span className="grow">
                  {title(name)} <code className="muted small">{name}</code>
                </span>
                <Input
                  aria-label={name}
                  readOnly={readOnly}
                  style={{ width: 150 }}
                  placeholder={t("studio.absent")}
                  value={value === null ? "" : String(value)}
                  onChange={(event) => put(name, typed(event.target.value, kinds.get(name)?.kind))}
                />
                {!readOnly && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("studio.fact.drop")} ${name}`}
                    onClick={() => change({ ...one, change: Object.fromEntries(Object.entries(facts).filter(([other]) => other !== name)) })}
                  />
                )}
              </Flex>
            ))}
            {!readOnly && (
              <Select
                aria-label={t("studio.pick.fact")}
                placeholder={t("studio.pick.fact")}
                showSearch={{ optionFilterProp: "label" }}
                value={null}
                onChange={(name: string | null) => name && put(name, null)}
                options={sheet.facts.filter((fact) => !(fact.name in facts)).map((fact) => ({ value: fact.name, label: `${title(fact.name)} · ${fact.name}` }))}
              />
            )}
          </Flex>
        </Form.Item>
        <Form.Item label={t("studio.case.verdict")}>{children}</Form.Item>
        <Form.Item label={t("studio.case.findings")}>
          <Select
            mode="multiple"
            aria-label={t("studio.case.findings")}
            disabled={readOnly}
            value={Object.entries(findings).map(([code, said]) => `${code} ${said}`)}
            onChange={(chosen: string[]) => change?.({ ...one, findings: Object.fromEntries(chosen.map((text) => text.split(" ") as [string, string])) })}
            options={sheet.rules.flatMap((rule) => [rule.severity, "ASK"].map((said) => ({ value: `${rule.code} ${said}`, label: `${rule.code} ${said}` })))}
          />
        </Form.Item>
      </Form>
    </Drawer>
  );
}

/** What was typed, as the fact's kind has it; nothing typed is an absent fact. */
export function typed(text: string, kind: string | undefined): FactValue {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (kind === "boolean") return trimmed === "true";
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  return trimmed;
}
