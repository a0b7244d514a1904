import { Card, Flex, Statistic, Tag } from "antd";
import { useParams } from "react-router";

import type { Loan } from "../api/models";
import { useLoan, useSession } from "../api/queries";
import { History } from "../applications/history";
import { exactYuan } from "../format/money";
import { percent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { AllBanksCard } from "../servicing/all_banks_card";
import { AskRelief } from "../servicing/ask_relief";
import { LineCard } from "../servicing/line_card";
import { PapersCard } from "../servicing/papers_card";
import { PayCard } from "../servicing/pay_card";
import { QualityCard } from "../servicing/quality_card";
import { MonitoringCard, MonitoringGrant } from "../warnings/monitoring_card";
import { Schedule } from "./schedule";

/** One loan: what is owed, when the next instalment falls due, the whole schedule, and its history with proofs. */
export default function LoanPage() {
  const { id = "" } = useParams();
  const loan = useLoan(id);
  return <Loaded query={loan}>{(found) => <Detail loan={found} />}</Loaded>;
}

function Detail({ loan }: { loan: Loan }) {
  const t = useText();
  const label = useLabel();
  const session = useSession();
  const next = loan.schedule.find((instalment) => instalment.paid_fen < instalment.total_fen);
  return (
    <Page
      title={t("loan.title")}
      lead={
        <>
          {session.data?.enterprise ? loan.lender_name : loan.enterprise.name} · <code className="break">{loan.id}</code>
        </>
      }
      action={<Tag color={loan.state === "settled" ? "green" : "blue"}>{label("loan", loan.state)}</Tag>}
    >
      <Flex vertical gap={16}>
        <Card>
          <div className="statistics">
            <Statistic title={t("loan.outstanding")} value={exactYuan(loan.outstanding_fen)} />
            <Statistic title={t(loan.redraws ? "line.limit" : "loan.principal")} value={exactYuan(loan.principal_fen)} />
            {loan.redraws && <Statistic title={t("line.first")} value={exactYuan(loan.first_drawing_fen ?? loan.principal_fen)} />}
            <Statistic title={t("contract.rate")} value={percent(loan.annual_rate)} />
            <Statistic title={t("apply.repayment")} value={label("repayment", loan.repayment)} />
            <Statistic title={t("loan.disbursed")} value={loan.disbursed_on} />
          </div>
        </Card>
        {session.data?.enterprise && loan.state !== "settled" && <PayCard loan={loan} next={next} />}
        {session.data?.enterprise && loan.state !== "settled" && loan.redraws && <LineCard loan={loan} />}
        <Card title={t("schedule.title")} data-testid="schedule">
          <Schedule instalments={loan.schedule} />
        </Card>
        <PapersCard loan={loan} />
        {session.data?.enterprise && loan.state !== "settled" && <AskRelief loan={loan} />}
        {session.data?.enterprise && loan.state !== "settled" && <MonitoringGrant loan={loan} />}
        {session.data && !session.data.enterprise && <MonitoringCard loan={loan.id} />}
        {session.data && !session.data.enterprise && <QualityCard loan={loan.id} />}
        {session.data && !session.data.enterprise && <AllBanksCard loan={loan.id} />}
        <Card title={t("application.history")}>
          <History steps={loan.history} />
        </Card>
      </Flex>
    </Page>
  );
}
