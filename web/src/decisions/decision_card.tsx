import { Card, Descriptions, Flex, Tag } from "antd";
import type { ReactNode } from "react";

import { RefusalAdvice } from "../advice/refusal_advice";
import type { Decision } from "../api/models";
import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { ReceiptLink } from "../receipts/receipt_link";

/** A decision with its reasons, its terms, and the digest by which it replays. */
export function DecisionCard({ decision, extra }: { decision: Decision; extra?: ReactNode }) {
  const t = useText();
  const label = useLabel();
  const approved = decision.outcome === "approve";
  return (
    <Card
      data-testid="decision"
      title={
        <>
          {t("decision.title")} <Tag color={approved ? "green" : "red"}>{label("outcome", decision.outcome)}</Tag>
        </>
      }
      extra={extra}
    >
      <Flex vertical gap={16}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            ...(approved && decision.amount_fen != null
              ? [{ key: "amount", label: t("contract.amount"), children: <Money fen={decision.amount_fen} strong /> }]
              : []),
            ...(approved && decision.annual_rate ? [{ key: "rate", label: t("contract.rate"), children: <span className="figure">{percent(decision.annual_rate)}</span> }] : []),
            ...(approved && decision.term_months ? [{ key: "term", label: t("contract.term"), children: t("unit.months", { months: decision.term_months }) }] : []),
            ...(approved && decision.repayment ? [{ key: "way", label: t("apply.repayment"), children: label("repayment", decision.repayment) }] : []),
            { key: "by", label: t("decision.by"), children: decision.decided_by },
            { key: "at", label: t("decision.at"), children: <span className="figure">{moment(decision.decided_at)}</span> },
            { key: "receipt", label: t("receipt.label"), children: decision.entry ? <ReceiptLink entry={decision.entry} /> : <span className="muted">{t("receipt.pending")}</span> },
          ]}
        />
        {decision.reasons.length > 0 && (
          <section>
            <h3 className="section-title">{t("decision.reasons")}</h3>
            <ul className="plain-list">
              {decision.reasons.map((reason, i) => (
                <li key={`${reason.code}-${i}`}>
                  {reason.text} <code className="muted small">{reason.code}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
        {decision.advice && <RefusalAdvice advice={decision.advice} />}
        {decision.terms.length > 0 && (
          <section>
            <h3 className="section-title">{t("decision.terms")}</h3>
            <ul className="plain-list">
              {decision.terms.map((term) => (
                <li key={term.name}>
                  <Flex justify="space-between" gap={12}>
                    <span>
                      {term.label} {term.formula && <span className="muted small">{term.formula}</span>}
                    </span>
                    {term.amount_fen != null ? <Money fen={term.amount_fen} /> : <span className="figure">{term.rate ? percent(term.rate) : ""}</span>}
                  </Flex>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className="muted small break">
          {t("decision.digest")} <code>{decision.record_digest}</code>
        </div>
      </Flex>
    </Card>
  );
}
