import { Form, InputNumber, Select } from "antd";

import { fenFromWan, wanFromFen } from "../format/money";
import { useLabel, useText } from "../i18n/text";
import { PURPOSES, TERMS_MONTHS } from "../need/need";
import type { Ask } from "./queries";

const GUARANTEES = ["guarantor", "guarantee_company", "mortgage", "pledge"] as const;

/** The six fields of a need; three may be left open. Every change is handed on at once. */
export function AskForm({ ask, onChange }: { ask: Ask; onChange: (ask: Ask) => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <Form layout="vertical" className="need-form">
      <Form.Item label={t("need.amount")} htmlFor="ask-amount">
        <InputNumber
          id="ask-amount"
          min={0.1}
          max={100_000}
          step={5}
          precision={2}
          value={wanFromFen(ask.amount_fen)}
          suffix={t("unit.wan")}
          onChange={(wan) => {
            const fen = fenFromWan(wan);
            if (fen) onChange({ ...ask, amount_fen: fen });
          }}
        />
      </Form.Item>
      <Form.Item label={t("need.term")} htmlFor="ask-term">
        <Select id="ask-term" value={ask.term_months} onChange={(months) => onChange({ ...ask, term_months: months })} options={TERMS_MONTHS.map((months) => ({ value: months as number, label: t("unit.months", { months }) }))} />
      </Form.Item>
      <Form.Item label={t("need.purpose")} htmlFor="ask-purpose">
        <Select id="ask-purpose" value={ask.purpose} onChange={(purpose) => onChange({ ...ask, purpose })} options={PURPOSES.map((purpose) => ({ value: purpose as string, label: label("purpose", purpose) }))} />
      </Form.Item>
      <Form.Item label={t("needs.guarantees")} htmlFor="ask-guarantees">
        <Select
          id="ask-guarantees"
          mode="multiple"
          allowClear
          placeholder={t("needs.open")}
          value={ask.guarantees ?? []}
          onChange={(guarantees) => onChange({ ...ask, guarantees: guarantees.length > 0 ? guarantees : null })}
          options={GUARANTEES.map((one) => ({ value: one, label: label("guarantee", one) }))}
        />
      </Form.Item>
      <Form.Item label={t("needs.rate")} htmlFor="ask-rate">
        <InputNumber
          id="ask-rate"
          min={1}
          max={36}
          step={0.5}
          precision={2}
          suffix="%"
          placeholder={t("needs.open")}
          value={ask.rate_acceptable ? Number(ask.rate_acceptable) * 100 : null}
          onChange={(rate) => onChange({ ...ask, rate_acceptable: rate === null ? null : (rate / 100).toFixed(4) })}
        />
      </Form.Item>
      <Form.Item label={t("needs.within")} htmlFor="ask-within">
        <InputNumber id="ask-within" min={1} max={30} precision={0} placeholder={t("needs.open")} value={ask.within_days ?? null} onChange={(days) => onChange({ ...ask, within_days: days })} />
      </Form.Item>
    </Form>
  );
}
