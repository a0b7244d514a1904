import { DeleteOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Select } from "antd";

import { useLabel, useLanguage, useText } from "../i18n/text";
import { FactPicker } from "./fact_picker";
import { useKnownFacts } from "./queries";

export type Condition = { fact: string; op: string; value: string | number | boolean | string[] };

const OPERATORS: Record<string, string[]> = { number: ["at_least", "at_most"], text: ["one_of", "none_of"], boolean: ["is"] };

/** The hard conditions of a product: a fact, how it must be, and to what. A fact that is absent asks; it never refuses. */
export function ConditionRows({ conditions, change }: { conditions: Condition[]; change?: (next: Condition[]) => void }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const facts = useKnownFacts();
  const known = new Map((facts.data ?? []).map((one) => [one.name, one]));
  const put = (at: number, next: Partial<Condition>) => change?.(conditions.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <Flex vertical gap={8}>
      {conditions.map((one, at) => {
        const fact = known.get(one.fact);
        return (
          <Flex key={`${one.fact}-${at}`} gap={8} wrap align="center">
            <span style={{ minWidth: 200 }}>
              {(language === "en" ? fact?.en : fact?.zh) ?? one.fact} <code className="muted small">{one.fact}</code>
            </span>
            <Select
              aria-label={t("studio.product.operator")}
              disabled={!change}
              style={{ width: 120 }}
              value={one.op}
              onChange={(op: string) => put(at, { op })}
              options={(OPERATORS[fact?.kind ?? "number"] ?? []).map((value) => ({ value, label: label("studio.op", value) }))}
            />
            {Array.isArray(one.value) ? (
              <Select mode="tags" open={false} aria-label={one.fact} disabled={!change} style={{ minWidth: 200 }} value={one.value} onChange={(value: string[]) => put(at, { value })} />
            ) : (
              <Input aria-label={one.fact} style={{ width: 150 }} readOnly={!change} value={String(one.value)} onChange={(event) => put(at, { value: one.op === "is" ? event.target.value === "true" : event.target.value.trim() })} />
            )}
            {fact?.unit && <span className="muted small">{fact.unit}</span>}
            {change && <Button type="text" icon={<DeleteOutlined />} aria-label={`${t("studio.product.condition.drop")} ${one.fact}`} onClick={() => change(conditions.filter((_, index) => index !== at))} />}
          </Flex>
        );
      })}
      {change && (
        <FactPicker
          only={(fact) => fact.products}
          pick={(fact) => {
            const op = OPERATORS[fact.kind]?.[0] ?? "at_least";
            const value = fact.kind === "text" ? [] : fact.kind === "boolean" ? true : "0";
            change([...conditions, { fact: fact.name, op, value }]);
          }}
        />
      )}
    </Flex>
  );
}
