import { CheckCircleFilled, ClockCircleOutlined, MinusCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Progress, Tag } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";

import type { Mandate } from "../api/models";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { ReceiptLink } from "../receipts/receipt_link";

const LOOKS: Record<Mandate["standing"], { color: string; icon: ReactNode }> = {
  active: { color: "green", icon: <CheckCircleFilled /> },
  exhausted: { color: "default", icon: <MinusCircleOutlined /> },
  expired: { color: "default", icon: <ClockCircleOutlined /> },
  withdrawn: { color: "red", icon: <StopOutlined /> },
};

/** One mandate: over which list, for whom, for what, how often still, and what to do with it. */
export function MandateCard({ mandate, steers, onWithdraw }: { mandate: Mandate; steers: boolean; onWithdraw: () => void }) {
  const t = useText();
  const label = useLabel();
  const left = Math.max(mandate.uses - mandate.used, 0);
  const counted = t("mandates.left", { left, uses: mandate.uses });
  const standing = LOOKS[mandate.standing];
  const acts = steers && mandate.standing === "active";
  return (
    <Card
      size="small"
      data-testid="mandate"
      title={mandate.dataset_name}
      extra={
        <Tag color={standing.color} icon={standing.icon}>
          {label("mandate", mandate.standing)}
        </Tag>
      }
    >
      <Flex vertical gap={10}>
        <div>
          <div>
            {mandate.custodian_name} → {mandate.receiver_name}
          </div>
          <div className="sentence">{mandate.op_text}</div>
          <div className="muted small">{t("computations.for", { purpose: mandate.purpose_text })}</div>
        </div>
        <details className="fields">
          <summary>{t("mandates.fields", { count: mandate.fields.length })}</summary>
          <div className="tag-line">
            {mandate.fields.map((field) => (
              <Tag key={field}>{field}</Tag>
            ))}
          </div>
        </details>
        <div>
          <div className="muted small">
            {counted} · {t("grants.until", { day: day(mandate.expires) })}
          </div>
          <Progress percent={Math.round((100 * mandate.used) / Math.max(mandate.uses, 1))} showInfo={false} size="small" aria-label={counted} />
        </div>
        <Flex justify="space-between" align="center">
          <ReceiptLink entry={mandate.entry} />
          {acts && mandate.direction === "given" && (
            <Button size="small" danger icon={<StopOutlined />} onClick={onWithdraw}>
              {t("mandates.withdraw")}
            </Button>
          )}
          {acts && mandate.direction === "received" && (
            <Link to={`/computations/new?mandate=${mandate.mandate}`}>
              <Button size="small" type="primary">
                {t("mandates.use")}
              </Button>
            </Link>
          )}
        </Flex>
      </Flex>
    </Card>
  );
}
