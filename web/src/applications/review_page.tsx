import { CalculatorOutlined, HistoryOutlined, PayCircleOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Descriptions, Flex, Popconfirm } from "antd";
import { Link, useParams } from "react-router";

import { answer, client } from "../api/client";
import type { Application, Recommendation } from "../api/models";
import { useApplication, useSession } from "../api/queries";
import { RecommendationCard } from "../assessment/recommendation_card";
import { DecideForm } from "../decisions/decide_form";
import { DecisionCard } from "../decisions/decision_card";
import { PromiseClock } from "../figures/clock";
import { Money } from "../figures/money";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { ThreadCard } from "../messages/thread_card";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";
import { ApplicantPortrait } from "../portrait/applicant_portrait";
import { ChecksCard } from "../screening/checks_card";
import { ElsewhereCard } from "../screening/elsewhere_card";
import { ScreeningCard } from "../screening/screening_card";
import { WatchCard } from "../screening/watch_card";
import { ScoreOnly } from "../secret_scores/score_only";
import { SecretScoreCard } from "../secret_scores/secret_score_card";
import { SupportCard } from "../support/support_card";
import { OwnCard } from "../tables/own_card";
import { AnswerCard } from "./answer_card";
import { ApplicationState, awaitsAnswer, awaitsDecision } from "./application_state";
import { History } from "./history";
import { supplementedSince } from "./supplemented";
import { Supplements } from "./supplements";

/** One application as the bank works on it: an officer assesses, an approver decides and pays out. */
export default function ReviewPage() {
  const { id = "" } = useParams();
  const application = useApplication(id);
  return <Loaded query={application}>{(found) => <Review application={found} />}</Loaded>;
}

function Review({ application }: { application: Application }) {
  const t = useText();
  const label = useLabel();
  const queries = useQueryClient();
  const role = useSession().data?.person.role ?? "";
  const assess = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/assessment", { params: { path: { id: application.id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const recommendation: Recommendation | null = assess.data ?? application.recommendation ?? null;
  const open = awaitsDecision(application.state);
  const byScore = application.product.evidence.shown === "score";
  return (
    <Page
      title={application.enterprise.name}
      lead={
        <>
          <span className="figure">{application.enterprise.uscc}</span> · {application.product.name}
        </>
      }
      action={
        <Flex gap={8} align="center">
          <ApplicationState state={application.state} />
          {awaitsAnswer(application.state) && <PromiseClock until={application.decide_by} />}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <NextForBank application={application} role={role} />
        {open && supplementedSince(application.history) && <Alert type="warning" showIcon title={t("supplement.unseen")} description={t("supplement.unseen.help")} />}
        {application.appeal && <AnswerCard application={application} answers={role === "approver"} />}
        <div className="two-columns">
          <Card title={t("application.asked")}>
            <Descriptions
              column={1}
              size="small"
              items={[
                { key: "amount", label: t("need.amount"), children: <Money fen={application.amount_fen} strong /> },
                { key: "term", label: t("need.term"), children: t("unit.months", { months: application.term_months }) },
                { key: "way", label: t("apply.repayment"), children: label("repayment", application.repayment) },
                { key: "purpose", label: t("need.purpose"), children: label("purpose", application.purpose) },
                { key: "at", label: t("inbox.submitted"), children: <span className="figure">{moment(application.submitted_at)}</span> },
                { key: "by", label: t("review.decide_by"), children: <span className="figure">{moment(application.decide_by)}</span> },
              ]}
            />
          </Card>
          <Card title={t("application.history")}>
            <History steps={application.history} />
          </Card>
        </div>
        {(application.supplements ?? []).length > 0 && (
          <Card title={t("supplement.list")}>
            <Supplements application={application} />
          </Card>
        )}
        {application.support && (
          <SupportCard support={application.support} application={application.id} rate={application.decision?.annual_rate} mayClaim={role === "officer"} />
        )}
        {byScore && open && <SecretScoreCard application={application.id} asks={role === "officer"} />}
        {!byScore && open && role === "officer" && (
          <Card className="call">
            <Flex justify="space-between" align="center" gap={12} wrap>
              <div>
                <strong>{t("assess.title")}</strong>
                <div className="muted">{t("assess.what")}</div>
              </div>
              <Button type={recommendation ? "default" : "primary"} size="large" icon={<CalculatorOutlined />} loading={assess.isPending} onClick={() => assess.mutate()}>
                {recommendation ? t("assess.again") : t("assess.act")}
              </Button>
            </Flex>
            {assess.isError && <Problem error={assess.error} retry={() => assess.mutate()} />}
          </Card>
        )}
        {(open || application.recommendation) && (
          <>
            <ElsewhereCard application={application.id} asks={open && role === "officer"} />
            <ChecksCard application={application.id} version={`${recommendation?.score.id ?? ""} ${application.state} ${application.history.length}`} states={open && role === "officer"} />
            <WatchCard application={application.id} asks={open && role === "officer"} />
          </>
        )}
        {application.screening && <ScreeningCard screening={application.screening} role={role} open={open} />}
        {recommendation && <RecommendationCard recommendation={recommendation} />}
        {open && role === "approver" && application.state !== "submitted" && (
          <DecideForm key={recommendation?.score.id ?? ""} application={application} recommendation={recommendation} />
        )}
        <OwnCard application={application.id} />
        {recommendation?.score.secret ? (
          <ScoreOnly score={recommendation.score} origin={recommendation.score.secret} />
        ) : (
          <ApplicantPortrait
            application={application.id}
            score={recommendation?.score}
            version={`${recommendation?.score.id ?? ""} ${application.state}`}
            empty={t(byScore ? "sealed.portrait.empty" : "portrait.empty")}
          />
        )}
        <ThreadCard application={application.id} side="bank" />
        {application.decision && (
          <DecisionCard
            decision={application.decision}
            extra={
              <Link to={`/decisions/${application.decision.id}`}>
                <HistoryOutlined /> {t("replay.title")}
              </Link>
            }
          />
        )}
      </Flex>
    </Page>
  );
}

/** The one obvious next step, and whose it is. */
function NextForBank({ application, role }: { application: Application; role: string }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const disburse = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/disbursement", { params: { path: { id: application.id } } })),
    onSuccess: async () => {
      message.success(t("disburse.done"));
      await queries.invalidateQueries();
    },
  });
  const { state } = application;
  if (application.loan) {
    return (
      <Alert
        type="success"
        showIcon
        title={t("application.loan")}
        action={
          <Link to={`/loans/${application.loan}`}>
            <Button size="small" type="primary">
              {t("application.loan.act")}
            </Button>
          </Link>
        }
      />
    );
  }
  if (state === "signed" || state === "contracted") {
    return (
      <>
        <Alert
          type="info"
          showIcon
          title={t("disburse.title")}
          description={role === "approver" ? t("disburse.what") : t("review.waits.approver")}
          action={
            role === "approver" ? (
              <Popconfirm title={t("disburse.confirm")} onConfirm={() => disburse.mutate()}>
                <Button type="primary" icon={<PayCircleOutlined />} loading={disburse.isPending}>
                  {t("disburse.act")}
                </Button>
              </Popconfirm>
            ) : undefined
          }
        />
        {disburse.isError && <Problem error={disburse.error} retry={() => disburse.mutate()} />}
      </>
    );
  }
  if (state === "approved") return <Alert type="info" showIcon title={t("review.waits.enterprise")} />;
  if (state === "submitted" && role !== "officer") return <Alert type="info" showIcon title={t("review.waits.officer")} />;
  if (awaitsDecision(state) && state !== "submitted" && role === "officer") return <Alert type="info" showIcon title={t("review.waits.decision")} />;
  return null;
}
