import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Checkbox, Flex, Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";

import { percentNumber, rateFromPercent } from "../format/rate";
import { fenFromWan, wanFromFen } from "../format/money";
import { useLabel, useText } from "../i18n/text";
import { ProductTerms } from "../products/product_terms";
import { ConditionRows, type Condition } from "./condition_rows";
import type { Product, Version } from "./shape";

type Both = { zh: string; en: string };
type Terms = {
  code?: string;
  version?: string;
  name?: Both;
  summary?: Both;
  kind?: string;
  segments?: string[];
  industries?: { allow?: string[]; deny?: string[] };
  regions?: string[];
  amount_min_fen?: number;
  amount_max_fen?: number;
  term_min_months?: number;
  term_max_months?: number;
  rate_min?: string;
  rate_max?: string;
  fees?: { name: Both; annual_rate: string }[];
  repayment?: string[];
  guarantee?: string[];
  conditions?: Condition[];
  limit_methods?: string[];
  days_to_decision?: number;
  online_only?: boolean;
  valid_from?: string;
  valid_to?: string | null;
};

const KINDS = ["credit", "mortgage", "pledge", "guarantee", "supply_chain", "discount", "farmer", "financing_guarantee"];
const SEGMENTS = ["sole_proprietor", "small_micro", "medium", "farmer"];
const REPAYMENTS = ["equal_instalments", "equal_principal", "interest_monthly", "interest_quarterly", "interest_yearly", "bullet", "revolving"];
const GUARANTEES = ["none", "guarantor", "guarantee_company", "mortgage", "pledge"];

/** A product's terms as a form, with what it costs all told beside them once it is saved. */
export function ProductForm({ version, product, change }: { version: Version; product: Product; change?: (next: Product) => void }) {
  const t = useText();
  const label = useLabel();
  const terms = product as Terms;
  const readOnly = change === undefined;
  const set = (next: Partial<Terms>) => change?.({ ...product, ...next });
  const item = (key: string, title: string, input: ReactNode) => (
    <Form.Item label={title} htmlFor={`product-${key}`} validateStatus={version.verdict.faults.some((one) => one.column === key) ? "error" : undefined} help={version.verdict.faults.filter((one) => one.column === key).map((one) => one.text).join("; ") || undefined}>
      {input}
    </Form.Item>
  );
  const both = (key: "name" | "summary", lang: "zh" | "en") =>
    item(`${key}-${lang}`, t(`studio.product.${key}.${lang}`), <Input id={`product-${key}-${lang}`} readOnly={readOnly} maxLength={200} value={terms[key]?.[lang] ?? ""} onChange={(event) => set({ [key]: { zh: "", en: "", ...terms[key], [lang]: event.target.value } })} />);
  const amount = (key: "amount_min_fen" | "amount_max_fen") =>
    item(key, t(`studio.product.${key}`), <InputNumber<string> stringMode id={`product-${key}`} readOnly={readOnly} min="0" value={terms[key] === undefined ? null : String(wanFromFen(terms[key]))} onChange={(wan) => { const fen = fenFromWan(wan); if (fen !== null) set({ [key]: fen }); }} />);
  const whole = (key: "term_min_months" | "term_max_months" | "days_to_decision") =>
    item(key, t(`studio.product.${key}`), <InputNumber id={`product-${key}`} readOnly={readOnly} min={0} max={360} precision={0} value={terms[key] ?? null} onChange={(value) => value !== null && set({ [key]: value })} />);
  const rate = (key: "rate_min" | "rate_max") =>
    item(key, t(`studio.product.${key}`), <Rate id={`product-${key}`} readOnly={readOnly} value={terms[key]} change={(value) => set({ [key]: value })} />);
  const many = (key: "segments" | "repayment" | "guarantee", values: string[], group: string) =>
    item(key, t(`studio.product.${key}`), <Select mode="multiple" id={`product-${key}`} disabled={readOnly} value={terms[key] ?? []} onChange={(value: string[]) => set({ [key]: value })} options={values.map((value) => ({ value, label: label(group, value) }))} />);
  const fault = version.verdict.faults.find((one) => one.column === "product");
  return (
    <Card title={t("studio.product.terms")}>
      <Form layout="vertical" component="div" className="tight-form">
        {fault && <Alert type="warning" showIcon title={fault.text} style={{ marginBottom: 12 }} />}
        <div className="form-grid">
          {both("name", "zh")}
          {both("name", "en")}
          {both("summary", "zh")}
          {both("summary", "en")}
          {item("kind", t("studio.product.kind"), <Select id="product-kind" disabled={readOnly} value={terms.kind} onChange={(kind: string) => set({ kind })} options={KINDS.map((value) => ({ value, label: label("studio.product.kind", value) }))} />)}
          {many("segments", SEGMENTS, "segment")}
          {amount("amount_min_fen")}
          {amount("amount_max_fen")}
          {whole("term_min_months")}
          {whole("term_max_months")}
          {rate("rate_min")}
          {rate("rate_max")}
          {many("repayment", REPAYMENTS, "repayment")}
          {many("guarantee", GUARANTEES, "guarantee")}
          {whole("days_to_decision")}
          {item("regions", t("studio.product.regions"), <Select mode="tags" open={false} id="product-regions" disabled={readOnly} value={terms.regions ?? []} onChange={(regions: string[]) => set({ regions })} />)}
          {item("deny", t("studio.product.deny"), <Select mode="tags" open={false} id="product-deny" disabled={readOnly} value={terms.industries?.deny ?? []} onChange={(deny: string[]) => set({ industries: { ...terms.industries, deny } })} />)}
          {item("valid_from", t("studio.product.valid_from"), <Input type="date" id="product-valid_from" readOnly={readOnly} value={terms.valid_from ?? ""} onChange={(event) => set({ valid_from: event.target.value })} />)}
        </div>
        <Form.Item>
          <Checkbox disabled={readOnly} checked={terms.online_only ?? false} onChange={(event) => set({ online_only: event.target.checked })}>
            {t("studio.product.online_only")}
          </Checkbox>
        </Form.Item>
        <h3 className="section-title">{t("studio.product.fees")}</h3>
        <Fees fees={terms.fees ?? []} change={readOnly ? undefined : (fees) => set({ fees })} />
        <h3 className="section-title">{t("studio.product.conditions")}</h3>
        <ConditionRows conditions={terms.conditions ?? []} change={readOnly ? undefined : (conditions) => set({ conditions })} />
      </Form>
      {version.offered && (
        <>
          <h3 className="section-title">{t("studio.product.offered")}</h3>
          <ProductTerms product={version.offered} />
        </>
      )}
    </Card>
  );
}

function Rate({ id, value, readOnly, change }: { id: string; value: string | undefined; readOnly: boolean; change: (value: string) => void }) {
  return (
    <InputNumber<string>
      stringMode
      id={id}
      readOnly={readOnly}
      min="0"
      max="100"
      suffix="%"
      value={value === undefined ? null : String(percentNumber(value))}
      onChange={(typed) => {
        const rate = typed === null ? null : rateFromPercent(typed);
        if (rate !== null) change(rate);
      }}
    />
  );
}

function Fees({ fees, change }: { fees: NonNullable<Terms["fees"]>; change?: (next: NonNullable<Terms["fees"]>) => void }) {
  const t = useText();
  const put = (at: number, next: Partial<(typeof fees)[number]>) => change?.(fees.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <Flex vertical gap={8} align="flex-start">
      {fees.length === 0 && <span className="muted">{t("studio.product.no_fees")}</span>}
      {fees.map((fee, at) => (
        <Flex key={at} gap={8} wrap align="center">
          <Input aria-label={t("studio.product.name.zh")} style={{ width: 180 }} readOnly={!change} value={fee.name.zh} onChange={(event) => put(at, { name: { ...fee.name, zh: event.target.value } })} />
          <Input aria-label={t("studio.product.name.en")} style={{ width: 180 }} readOnly={!change} value={fee.name.en} onChange={(event) => put(at, { name: { ...fee.name, en: event.target.value } })} />
          <Rate id={`fee-${at}`} readOnly={!change} value={fee.annual_rate} change={(annual_rate) => put(at, { annual_rate })} />
          {change && <Button type="text" icon={<DeleteOutlined />} aria-label={t("studio.product.fee.drop")} onClick={() => change(fees.filter((_, index) => index !== at))} />}
        </Flex>
      ))}
      {change && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => change([...fees, { name: { zh: "服务费", en: "service fee" }, annual_rate: "0.01" }])}>
          {t("studio.product.fee.add")}
        </Button>
      )}
    </Flex>
  );
}
