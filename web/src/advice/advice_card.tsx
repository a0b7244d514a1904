import { Card, Collapse, Flex } from "antd";

import type { Advice } from "../api/models";
import { useAdvice } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { GrantsToAdd } from "./grants_to_add";
import { PlanTitle, PlanView } from "./plan_view";

/** What an enterprise can do about its score: plans with their points and products, and the grants that would tell most. */
export function AdviceCard({ score }: { score: string }) {
  const t = useText();
  const advice = useAdvice(score);
  return (
    <Card title={t("advice.title")} data-testid="advice">
      <Loaded query={advice}>{(found) => <Told advice={found} />}</Loaded>
    </Card>
  );
}

function Told({ advice }: { advice: Advice }) {
  const t = useText();
  const grants = advice.grants ?? [];
  return (
    <Flex vertical gap={16}>
      {grants.length > 0 && <GrantsToAdd grants={grants} before={advice.coverage} after={advice.coverage_with_grants} />}
      {advice.plans.length === 0 ? (
        grants.length === 0 && <div className="muted">{t("advice.none")}</div>
      ) : (
        <>
          <Collapse
            defaultActiveKey={["0"]}
            items={advice.plans.map((plan, at) => ({ key: String(at), label: <PlanTitle plan={plan} />, children: <PlanView plan={plan} /> }))}
          />
          <div className="muted small">{t("advice.promise")}</div>
        </>
      )}
    </Flex>
  );
}
