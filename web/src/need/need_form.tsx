import { Form, InputNumber, Select } from "antd";

import type { NeedQuery } from "../api/queries";
import { fenFromWan, wanFromFen } from "../format/money";
import { useLabel, useText } from "../i18n/text";
import { PURPOSES, TERMS_MONTHS } from "./need";

/** Amount, term and purpose on one line; every change is kept and matched at once. */
export function NeedForm({ need, onChange }: { need: NeedQuery; onChange: (need: NeedQuery) => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <Form layout="vertical" className="need-form">
      <Form.Item label={t("need.amount")} htmlFor="need-amount">
        <InputNumber
          id="need-amount"
          min={0.1}
          max={10_000}
          step={5}
          precision={2}
          defaultValue={wanFromFen(need.amount_fen)}
          suffix={t("unit.wan")}
          onChange={(wan) => {
            const fen = fenFromWan(wan);
            if (fen) onChange({ ...need, amount_fen: fen });
          }}
        />
      </Form.Item>
      <Form.Item label={t("need.term")} htmlFor="need-term">
        <Select
          id="need-term"
          value={need.term_months}
          onChange={(months) => onChange({ ...need, term_months: months })}
          options={TERMS_MONTHS.map((months) => ({ value: months, label: t("unit.months", { months }) }))}
        />
      </Form.Item>
      <Form.Item label={t("need.purpose")} htmlFor="need-purpose">
        <Select
          id="need-purpose"
          value={need.purpose}
          onChange={(purpose) => onChange({ ...need, purpose })}
          options={PURPOSES.map((purpose) => ({ value: purpose, label: label("purpose", purpose) }))}
        />
      </Form.Item>
    </Form>
  );
}
