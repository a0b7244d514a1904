import { Card, Flex, Tag } from "antd";

import type { Recommendation } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { FiredRules } from "./fired_rules";
import { IndicatorTable } from "./indicator_table";
import { LimitTerms } from "./limit_terms";
import { PriceTerms } from "./price_terms";

const COLORS: Record<string, string> = { approve: "green", refer: "orange", decline: "red" };

/** What the bank's rules say, with every term and every piece of evidence; a person decides. */
export function RecommendationCard({ recommendation }: { recommendation: Recommendation }) {
  const t = useText();
  const label = useLabel();
  const unsized = recommendation.unsized ?? [];
  return (
    <Card
      data-testid="recommendation"
      title={t("recommendation.title")}
      extra={<Tag color={COLORS[recommendation.outcome] ?? "default"}>{label("outcome", recommendation.outcome)}</Tag>}
    >
      <Flex vertical gap={20}>
        {(recommendation.limit || recommendation.price) && (
          <div className="two-columns">
            {recommendation.limit && <LimitTerms limit={recommendation.limit} />}
            {recommendation.price && <PriceTerms price={recommendation.price} />}
          </div>
        )}
        {unsized.length > 0 && (
          <section>
            <h3 className="section-title">{t("sealed.unsized")}</h3>
            <ul className="steps-text">
              {unsized.map((method) => (
                <li key={method.name}>
                  {method.label} <span className="muted small">{method.formula}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h3 className="section-title">{t("rules.title")}</h3>
          <FiredRules rules={recommendation.rules} />
        </section>
        {recommendation.own_data.length > 0 && (
          <section>
            <h3 className="section-title">{t("owndata.title")}</h3>
            <IndicatorTable indicators={recommendation.own_data} label={t("owndata.title")} />
          </section>
        )}
      </Flex>
    </Card>
  );
}
