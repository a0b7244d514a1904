import { Flex, Timeline } from "antd";

import type { Step } from "../api/models";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { ReceiptLink } from "../receipts/receipt_link";

/** What happened, newest first, each step with its proof. */
export function History({ steps }: { steps: Step[] }) {
  const t = useText();
  const label = useLabel();
  if (steps.length === 0) return <div className="muted">{t("history.none")}</div>;
  return (
    <Timeline
      items={[...steps].reverse().map((step, i) => ({
        key: `${step.state}-${step.at}`,
        color: i === 0 ? "blue" : "gray",
        content: (
          <Flex justify="space-between" wrap gap={4}>
            <span>
              <strong>{label("state", step.state)}</strong> <span className="muted small figure">{moment(step.at)}</span>
            </span>
            {step.entry ? <ReceiptLink entry={step.entry} /> : <span className="muted small">{t("receipt.pending")}</span>}
          </Flex>
        ),
      }))}
    />
  );
}
