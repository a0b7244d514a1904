import { Alert, Button, Card, Descriptions, Flex, Steps } from "antd";
import { Link, useLocation, useParams } from "react-router";

import type { Application } from "../api/models";
import { useApplication } from "../api/queries";
import { DecisionCard } from "../decisions/decision_card";
import { PromiseClock } from "../figures/clock";
import { Money } from "../figures/money";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { ThreadCard } from "../messages/thread_card";
import { Page } from "../page/page";
import { SupportCard } from "../support/support_card";
import { AppealCard } from "./appeal_card";
import { ApplicationState, awaitsAnswer, awaitsDecision, currentStage, isDeclined, stages } from "./application_state";
import { ContractCard } from "./contract_card";
import { History } from "./history";
import { SupplementCard } from "./supplement_card";
import { Withdraw } from "./withdraw_card";

/** One application as its enterprise sees it: how far it is, what the bank owes by when, and the one thing to do now. */
export default function ApplicationPage() {
  const { id = "" } = useParams();
  const application = useApplication(id);
  return <Loaded query={application}>{(found) => <Detail application={found} />}</Loaded>;
}

function Detail({ application }: { application: Application }) {
  const t = useText();
  const label = useLabel();
  const sent = (useLocation().state as { sent?: boolean } | null)?.sent === true;
  const declined = isDeclined(application.state);
  return (
    <Page
      title={application.product.name}
      lead={`${application.product.lender_name} · ${moment(application.submitted_at)}`}
      action={<ApplicationState state={application.state} />}
    >
      <Flex vertical gap={16}>
        {sent && <Alert type="success" showIcon closable title={t("application.sent")} description={t("application.sent.help")} />}
        {application.state === "withdrawn" && (
          <Alert
            type="info"
            showIcon
            title={t("application.withdrawn")}
            description={t("application.withdrawn.help")}
            action={
              <Link to="/grants">
                <Button size="small">{t("application.withdrawn.act")}</Button>
              </Link>
            }
          />
        )}
        <Card hidden={application.state === "withdrawn"}>
          <Steps
            size="small"
            responsive={false}
            titlePlacement="vertical"
            current={currentStage(application.state)}
            status={declined ? "error" : "process"}
            items={stages.map((stage) => ({ title: label("stage", declined && stage === "approved" ? "declined" : stage) }))}
          />
          {awaitsAnswer(application.state) && (
            <Flex className="promise" align="center" gap={10} wrap>
              <PromiseClock until={application.decide_by} />
              <span>{t(application.state === "appealed" ? "appeal.promise" : "application.promise", { lender: application.product.lender_name, at: moment(application.decide_by) })}</span>
            </Flex>
          )}
        </Card>
        {declined && application.decision && <DecisionCard decision={application.decision} />}
        {(application.appeal ?? application.appeal_until) && <AppealCard application={application} />}
        {application.state === "approved" && <ContractCard application={application} />}
        {application.loan && (
          <Alert
            type="success"
            showIcon
            title={t("application.loan")}
            action={
              <Link to={`/loans/${application.loan}`}>
                <Button type="primary" size="small">
                  {t("application.loan.act")}
                </Button>
              </Link>
            }
          />
        )}
        {["signed", "contracted"].includes(application.state) && (
          <Alert type="info" showIcon title={t("application.contracted")} description={t("application.contracted.help")} />
        )}
        <div className="two-columns">
          <Card title={t("application.asked")}>
            <Descriptions
              column={1}
              size="small"
              items={[
                { key: "amount", label: t("need.amount"), children: <Money fen={application.amount_fen} strong /> },
                { key: "term", label: t("need.term"), children: t("unit.months", { months: application.term_months }) },
                { key: "repayment", label: t("apply.repayment"), children: label("repayment", application.repayment) },
                { key: "purpose", label: t("need.purpose"), children: label("purpose", application.purpose) },
                { key: "id", label: t("application.number"), children: <code className="break">{application.id}</code> },
              ]}
            />
          </Card>
          <Card title={t("application.history")}>
            <History steps={application.history} />
          </Card>
        </div>
        {application.support && <SupportCard support={application.support} application={application.id} rate={application.decision?.annual_rate} proofs />}
        {!declined && application.decision && <DecisionCard decision={application.decision} />}
        {awaitsAnswer(application.state) && <SupplementCard application={application} />}
        <ThreadCard application={application.id} side="enterprise" />
        {(awaitsDecision(application.state) || application.state === "approved") && <Withdraw application={application.id} />}
      </Flex>
    </Page>
  );
}
