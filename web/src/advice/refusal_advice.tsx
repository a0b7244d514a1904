import { Flex, Tag } from "antd";

import type { Decision } from "../api/models";
import { shortMoney } from "../format/money";
import { percent } from "../format/rate";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { PlanView } from "./plan_view";

/** What would turn a refusal, and what the same rules would then say; or what stands in the way. */
export function RefusalAdvice({ advice }: { advice: NonNullable<Decision["advice"]> }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { plan, promise } = advice;
  return (
    <section data-testid="refusal-advice">
      <h3 className="section-title">{t("refusal.title")}</h3>
      {plan && promise ? (
        <Flex vertical gap={8}>
          <PlanView plan={plan} />
          <div>
            <span className="muted">{t("refusal.promise")} </span>
            <Tag color="green">{label("outcome", promise.outcome)}</Tag>
            {promise.limit_fen > 0 && <span className="figure">{t("refusal.limit", { limit: shortMoney(promise.limit_fen, language) })}</span>}
            {promise.limit_fen > 0 && promise.annual_rate && <span className="figure"> · {t("refusal.rate", { rate: percent(promise.annual_rate) })}</span>}
          </div>
          <div className="muted small">{t("advice.promise")}</div>
        </Flex>
      ) : (
        <>
          <div className="muted">{t("refusal.blocked")}</div>
          <ul className="plain-list">
            {advice.blocked.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {advice.grants.length > 0 && (
        <div className="muted">
          {t("refusal.grants")} {advice.grants.join(t("list.separator"))}
        </div>
      )}
    </section>
  );
}
