import { CheckCircleFilled, LockOutlined, WarningFilled } from "@ant-design/icons";
import { Alert, Button, Card, Empty, Flex, Tag, Timeline } from "antd";
import { Link } from "react-router";

import type { Uses } from "../api/models";
import { useUses } from "../api/queries";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ReceiptLink } from "../receipts/receipt_link";

/** Who used my data: numbered by the ledger, so that a missing number is itself the alarm. */
export default function UsesPage() {
  const t = useText();
  const uses = useUses();
  return (
    <Page title={t("uses.title")} lead={t("uses.lead")}>
      <Loaded query={uses}>
        {(history) => (
          <Flex vertical gap={16}>
            <Completeness history={history} />
            <Card>{history.items.length === 0 ? <NoUses /> : <UseTimeline items={history.items} />}</Card>
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Completeness({ history }: { history: Uses }) {
  const t = useText();
  if (history.complete) {
    return (
      <Alert
        type="success"
        showIcon
        icon={<CheckCircleFilled />}
        data-testid="uses-complete"
        title={t("uses.complete", { count: history.items.length })}
        description={t("uses.complete.help")}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      icon={<WarningFilled />}
      data-testid="uses-gap"
      title={t("uses.gap", { count: history.gaps.length })}
      description={
        <>
          <div>{t("uses.gap.help")}</div>
          <ul>
            {history.gaps.map((gap) => (
              <li key={gap}>
                <code>{gap}</code>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}

function NoUses() {
  const t = useText();
  return (
    <Empty description={t("uses.empty")}>
      <Link to="/grants">
        <Button>{t("uses.empty.act")}</Button>
      </Link>
    </Empty>
  );
}

const OUTCOME_COLORS: Record<string, string> = { answered: "green", no_record: "default", failed: "red", denied: "orange", pending: "blue" };

function UseTimeline({ items }: { items: Uses["items"] }) {
  const t = useText();
  const label = useLabel();
  const newestFirst = [...items].sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
  return (
    <Timeline
      className="uses"
      items={newestFirst.map((use) => ({
        key: `${use.grant}-${use.seq}`,
        color: use.n === null ? "orange" : use.outcome === "failed" ? "red" : "blue",
        content: (
          <div>
            <Flex gap={8} wrap align="center">
              <Tag className="figure" title={use.grant}>
                {use.n === null ? t("uses.refused", { seq: use.seq }) : t("uses.nth", { n: use.n })}
              </Tag>
              <strong>{use.receiver_name}</strong>
              <span className="muted">{t("uses.asked", { custodian: use.custodian_name })}</span>
              {use.shown === "score" && <Tag icon={<LockOutlined />}>{t("sealed.shown")}</Tag>}
              {use.shown === "checks" && <Tag icon={<LockOutlined />}>{t("checks.shown")}</Tag>}
              {use.shown === "sum" && <Tag icon={<LockOutlined />}>{t("sum.shown")}</Tag>}
              <Tag color={OUTCOME_COLORS[use.outcome] ?? "orange"}>{label("outcome", use.outcome)}</Tag>
            </Flex>
            <Flex gap={8} wrap align="center" className="muted small">
              <span className="figure">{moment(use.at, true)}</span>
              <span>{use.purpose_text}</span>
              <ReceiptLink entry={use.entry} />
            </Flex>
          </div>
        ),
      }))}
    />
  );
}
