import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Descriptions, Flex, Popconfirm, Tag } from "antd";
import { Link, useParams } from "react-router";

import { answer, client } from "../api/client";
import { useSession } from "../api/queries";
import { Exact } from "../figures/money";
import { percent } from "../format/rate";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ConfirmRelief, DecideRelief } from "./decide_relief";
import { useRelief, type Relief, type ReliefCondition } from "./queries";
import { STATE_COLORS } from "./reliefs_page";
import { RenewalContract } from "./renewal_contract";

/** One request for relief: what is asked, every condition with its reason, and what this person can do now. */
export default function ReliefPage() {
  const { id = "" } = useParams();
  const relief = useRelief(id);
  return <Loaded query={relief}>{(found) => <Detail relief={found} />}</Loaded>;
}

function Detail({ relief }: { relief: Relief }) {
  const t = useText();
  const label = useLabel();
  const session = useSession();
  const owner = Boolean(session.data?.enterprise);
  const role = session.data?.person.role;
  const items = [
    { key: "loan", label: t("loan.title"), children: <Link to={`/loans/${relief.loan}`}><code className="break">{relief.loan}</code></Link> },
    { key: "programme", label: t("relief.programme"), children: `${relief.programme_name}（${relief.programme_source}）` },
    { key: "reason", label: t("relief.reason"), children: relief.reason },
    ...(relief.parts ? [{ key: "parts", label: t("relief.parts"), children: label("relief.parts", relief.parts) }] : []),
    ...(relief.until ? [{ key: "until", label: t("relief.until"), children: relief.until }] : []),
    ...(relief.term_months ? [{ key: "term", label: t("relief.term"), children: t("unit.months", { months: relief.term_months }) }] : []),
    ...(relief.amount_fen === null ? [] : [{ key: "amount", label: t("relief.amount"), children: <Exact fen={relief.amount_fen} /> }]),
    ...(relief.renewal ? [{ key: "renewal", label: t("relief.offer"), children: `${percent(relief.renewal.annual_rate)} · ${t("unit.months", { months: relief.renewal.term_months })} · ${label("repayment", relief.renewal.repayment)}` }] : []),
    ...(relief.proposed_by ? [{ key: "by", label: t("relief.proposed_by"), children: relief.proposed_by }] : []),
    ...(relief.decided_by ? [{ key: "decided", label: t("relief.decided_by"), children: relief.decided_by }] : []),
  ];
  return (
    <Page
      title={label("relief", relief.kind)}
      lead={`${owner ? relief.lender_name : relief.enterprise.name} · ${moment(relief.asked_at)}`}
      action={<Tag color={STATE_COLORS[relief.state]}>{label("relief.state", relief.state)}</Tag>}
    >
      <Flex vertical gap={16}>
        {relief.decline_reason && <Alert type="warning" showIcon title={t("relief.declined", { reason: relief.decline_reason })} />}
        {relief.renewed_as && <Alert type="success" showIcon title={<Link to={`/loans/${relief.renewed_as}`}>{t("relief.renewed")}</Link>} />}
        <Card>
          <Descriptions column={{ xs: 1, md: 2 }} size="small" items={items} />
        </Card>
        <Card title={t("relief.conditions")} data-testid="conditions">
          <Flex vertical gap={12}>
            {relief.conditions.map((one) => (
              <Condition key={one.code} condition={one} />
            ))}
          </Flex>
        </Card>
        {owner && relief.state === "approved" && <RenewalContract relief={relief.id} />}
        {owner && ["requested", "proposed", "approved"].includes(relief.state) && <Withdraw relief={relief.id} />}
        {role === "officer" && relief.state === "requested" && <DecideRelief relief={relief} />}
        {role === "approver" && ["requested", "proposed", "approved"].includes(relief.state) && <ConfirmRelief relief={relief} />}
      </Flex>
    </Page>
  );
}

function Condition({ condition }: { condition: ReliefCondition }) {
  const t = useText();
  const icon = {
    pass: <CheckCircleFilled style={{ color: "#2e7d32" }} aria-label={t("verdict.pass")} />,
    fail: <CloseCircleFilled style={{ color: "#c62828" }} aria-label={t("verdict.fail")} />,
    ask: <QuestionCircleFilled style={{ color: "#b26a00" }} aria-label={t("verdict.ask")} />,
  }[condition.verdict];
  return (
    <Flex gap={10} align="start">
      {icon}
      <div>
        <div>
          {condition.text} {condition.governs === "class" && <Tag>{t("relief.governs.class")}</Tag>}
        </div>
        <div className="muted small">
          {condition.reason} · {condition.source}
        </div>
      </div>
    </Flex>
  );
}

function Withdraw({ relief }: { relief: string }) {
  const t = useText();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/reliefs/{id}/withdrawal", { params: { path: { id: relief } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Flex vertical gap={8} align="start">
      <Popconfirm title={t("relief.withdraw.confirm")} onConfirm={() => withdraw.mutate()}>
        <Button loading={withdraw.isPending}>{t("relief.withdraw")}</Button>
      </Popconfirm>
      {withdraw.isError && <Problem error={withdraw.error} />}
    </Flex>
  );
}
