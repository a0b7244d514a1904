import { Card, Flex, Timeline } from "antd";

import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { ReceiptLink } from "../receipts/receipt_link";
import type { Version } from "./shape";

/** Who did what when, with the receipt of every step that is an entry. */
export function StepHistory({ version }: { version: Version }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card title={t("studio.steps")}>
      <Timeline
        items={version.steps.map((step, index) => ({
          key: index,
          content: (
            <Flex justify="space-between" gap={8} wrap>
              <span>
                <strong>{label("studio.step", step.action)}</strong> {step.by_name} <span className="muted small figure">{moment(step.at)}</span>
                {step.comment && <div className="muted small">{step.comment}</div>}
              </span>
              {step.entry && <ReceiptLink entry={step.entry} />}
            </Flex>
          ),
        }))}
      />
    </Card>
  );
}
