import { Flex, Tag } from "antd";

import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import type { Seen } from "./portrait_view";

type Terms = NonNullable<Seen["terms"]>;
type Term = NonNullable<Terms["recommended"]>["limit_terms"][number];

/** The terms of the loan that the portrait was drawn up for: asked, recommended with every term, decided. */
export function LoanTerms({ terms }: { terms: Terms }) {
  const t = useText();
  const label = useLabel();
  const { recommended, decided } = terms;
  return (
    <Flex vertical gap={12}>
      <div>
        {terms.product} · <Money fen={terms.amount_fen} /> · {t("unit.months", { months: terms.term_months })}
      </div>
      {recommended && (
        <section>
          <h3 className="section-title">
            {t("portrait.recommended")} <Tag>{label("outcome", recommended.outcome)}</Tag>
          </h3>
          {recommended.limit_fen != null && <TermTable name={t("limit.title")} terms={recommended.limit_terms} binding={recommended.binding} />}
          {recommended.annual_rate != null && <TermTable name={t("price.title")} terms={recommended.rate_terms} binding={recommended.clamped_by} />}
        </section>
      )}
      {decided && (
        <section>
          <h3 className="section-title">
            {t("portrait.decided")} <Tag color={decided.outcome === "approve" ? "green" : "red"}>{label("outcome", decided.outcome)}</Tag>
          </h3>
          {decided.amount_fen != null && <Money fen={decided.amount_fen} strong />} {decided.annual_rate && <span className="figure">{percent(decided.annual_rate)}</span>}{" "}
          <span className="muted figure">{moment(decided.decided_at)}</span>
        </section>
      )}
    </Flex>
  );
}

function TermTable({ name, terms, binding }: { name: string; terms: Term[]; binding: string | null }) {
  const t = useText();
  return (
    <RowTable
      rows={terms}
      rowKey="name"
      label={name}
      columns={[
        { key: "label", title: name, render: (row) => (row.name === binding ? <strong>{row.label}</strong> : row.label) },
        { key: "value", title: t("indicators.value"), align: "right", render: (row) => (row.amount_fen != null ? <Money fen={row.amount_fen} /> : <span className="figure">{row.rate ? percent(row.rate) : "—"}</span>) },
        { key: "formula", title: "", render: (row) => <span className="muted small">{row.formula}</span> },
      ]}
    />
  );
}
