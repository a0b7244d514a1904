import { LockOutlined } from "@ant-design/icons";
import { Alert, Card, Descriptions, Flex } from "antd";

import type { Score } from "../api/models";
import { useText } from "../i18n/text";
import { ScoreDial } from "../score/score_dial";
import { ScoreFacts } from "../score/score_facts";

/** A score of which nothing but itself was shown: who computed it, and what pins how. */
export function ScoreOnly({ score, origin }: { score: Score; origin: NonNullable<Score["secret"]> }) {
  const t = useText();
  return (
    <Card title={t("sealed.portrait")} data-testid="portrait">
      <div className="two-columns">
        <Flex vertical>
          <ScoreDial score={score} height={230} />
          <ScoreFacts score={score} />
        </Flex>
        <Flex vertical gap={12}>
          <Alert type="info" showIcon icon={<LockOutlined />} title={t("sealed.portrait.says")} />
          <Descriptions
            size="small"
            column={1}
            items={[
              { key: "by", label: t("sealed.custodians"), children: origin.custodians.map(({ name }) => name).join(t("list.separator")) },
              { key: "job", label: t("sealed.job"), children: <code className="break">{origin.job}</code> },
              { key: "digest", label: t("sealed.digest"), children: <code className="break">{origin.model_digest}</code> },
            ]}
          />
        </Flex>
      </div>
    </Card>
  );
}
