import { Alert, Empty, Flex, Tag, Typography } from "antd";

import type { Score } from "../api/models";
import { useText } from "../i18n/text";

/** Why the score is not higher: each reason with the points it cost and what cures it. */
export function ScoreReasons({ reasons }: { reasons: Score["reasons"] }) {
  const t = useText();
  if (reasons.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("reasons.empty")} />;
  return (
    <ol className="plain-list">
      {reasons.map((reason) => (
        <li key={reason.code}>
          <Flex justify="space-between" align="start" gap={12}>
            <div>
              <Typography.Text strong>{reason.text}</Typography.Text>
              {reason.cure && (
                <div className="muted">
                  <span className="cure-mark">{t("reasons.cure")}</span>
                  {reason.cure}
                </div>
              )}
            </div>
            <Tag color="volcano" className="figure">{`−${Math.round(reason.points_lost)}`}</Tag>
          </Flex>
        </li>
      ))}
    </ol>
  );
}

/** What moved the score since the last one. */
export function ScoreMoved({ moved }: { moved: Score["moved"] }) {
  const t = useText();
  if (moved.length === 0) return <Alert type="info" showIcon title={t("moved.first")} />;
  return (
    <ul className="plain-list">
      {moved.map((item) => (
        <li key={item.name}>
          <Flex justify="space-between" gap={12} align="center">
            <span>
              {item.label}
              <span className="muted figure"> {`${number(item.before)} → ${number(item.after)}`}</span>
            </span>
            <Tag color={item.points >= 0 ? "green" : "red"} className="figure">
              {`${item.points >= 0 ? "+" : "−"}${Math.abs(Math.round(item.points))}`}
            </Tag>
          </Flex>
        </li>
      ))}
    </ul>
  );
}

function number(value: number | null): string {
  return value === null ? "—" : String(Math.round(value * 1000) / 1000);
}
