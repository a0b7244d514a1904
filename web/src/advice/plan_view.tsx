import { Flex, Tag } from "antd";

import type { Plan } from "../api/models";
import { useText } from "../i18n/text";
import { PlanMoves } from "./plan_moves";

/** One plan: what it gives together, its changes, and the products that it opens. */
export function PlanView({ plan }: { plan: Plan }) {
  const t = useText();
  return (
    <Flex vertical gap={8}>
      <PlanMoves plan={plan} />
      {plan.products.length > 0 && (
        <div>
          <span className="muted">{t("advice.opens")} </span>
          {plan.products.map((product) => (
            <Tag key={`${product.lender_name}-${product.code}`} color="blue">
              {product.lender_name} · {product.name}
            </Tag>
          ))}
        </div>
      )}
    </Flex>
  );
}

/** A plan in one line. */
export function PlanTitle({ plan }: { plan: Plan }) {
  const t = useText();
  const score = Math.round(plan.score);
  return (
    <Flex gap={8} align="center" wrap>
      <Tag color="green" className="figure">
        {t("advice.points", { points: Math.round(plan.points) })}
      </Tag>
      <strong>{plan.grade ? t("advice.to.grade", { grade: plan.grade, score }) : t("advice.to.score", { score })}</strong>
      <span className="muted">{plan.months > 0 ? t("advice.months", { months: plan.months }) : t("advice.now")}</span>
    </Flex>
  );
}
