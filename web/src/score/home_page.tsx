import { ReloadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Flex } from "antd";

import { AdviceCard } from "../advice/advice_card";
import { answer, client } from "../api/client";
import type { Enterprise, Score } from "../api/models";
import { useApplications, useEnterprise, useGrants, useLatestScore } from "../api/queries";
import { useLabel, useText } from "../i18n/text";
import { ScoreReplay } from "../models/score_replay";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { NextStep, nextStep } from "./next_step";
import { PeerRadar } from "./peer_radar";
import { ScoreDial } from "./score_dial";
import { ScoreFacts } from "./score_facts";
import { ScoreHistory } from "./score_history";
import { ScoreMoved, ScoreReasons } from "./score_reasons";
import { ScoreSources } from "./score_sources";
import { ScoreStanding } from "./score_standing";

/** An enterprise's home: the one next step, then its score and everything that the score was made of. */
export default function HomePage() {
  const enterprise = useEnterprise();
  const score = useLatestScore();
  const applications = useApplications();
  return (
    <Loaded query={enterprise}>
      {(company) => (
        <Loaded query={score}>
          {(latest) => (
            <Page title={company.name} lead={<Facts enterprise={company} />}>
              <Flex vertical gap={16}>
                <Loaded query={applications}>{(all) => <NextStep next={nextStep(company, latest, all)} />}</Loaded>
                {latest ? <ScoreCards score={latest} /> : <NoScore />}
              </Flex>
            </Page>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function Facts({ enterprise }: { enterprise: Enterprise }) {
  const label = useLabel();
  const facts = [enterprise.uscc, label("segment", enterprise.segment), enterprise.industry, enterprise.region, enterprise.legal_representative, enterprise.established_on];
  return <span className="facts">{facts.filter(Boolean).map((fact) => <span key={fact}>{fact}</span>)}</span>;
}

/** Before the first score: what will be here. With consent already open, the score is one press away. */
function NoScore() {
  const t = useText();
  const grants = useGrants();
  const first = useNewScore();
  const granted = (grants.data ?? []).some((grant) => grant.purpose === "score" && grant.state === "active");
  return (
    <Card title={t("score.title")}>
      <Empty
        description={
          <>
            <div>{t("score.empty")}</div>
            <div className="muted">{t("score.empty.help")}</div>
          </>
        }
      >
        {granted && (
          <Button loading={first.isPending} onClick={() => first.mutate()}>
            {t("next.score.act")}
          </Button>
        )}
      </Empty>
      {first.isError && <Problem error={first.error} retry={() => first.mutate()} />}
    </Card>
  );
}

/** Ask the custodians again under the open grants. */
function useNewScore() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST("/api/v1/scores")),
    onSuccess: () => queries.invalidateQueries(),
  });
}

function ScoreCards({ score }: { score: Score }) {
  const t = useText();
  const refresh = useNewScore();
  return (
    <>
      <div className="two-columns">
        <Card
          title={t("score.title")}
          data-testid="score"
          extra={
            <Button size="small" icon={<ReloadOutlined />} loading={refresh.isPending} title={t("score.refresh.help")} onClick={() => refresh.mutate()}>
              {t("score.refresh")}
            </Button>
          }
        >
          {refresh.isError && <Problem error={refresh.error} retry={() => refresh.mutate()} />}
          <ScoreDial score={score} />
          <ScoreFacts score={score} />
          <ScoreStanding score={score} />
          <ScoreReplay score={score} />
          <ScoreHistory />
        </Card>
        <Card title={t("radar.title")}>
          <PeerRadar axes={score.radar} said={score.peers?.said} height={350} />
          <h3 className="section-title">{t("moved.title")}</h3>
          <ScoreMoved moved={score.moved} />
        </Card>
      </div>
      <AdviceCard score={score.id} />
      <div className="two-columns">
        <Card title={t("reasons.title")}>
          <ScoreReasons reasons={score.reasons} />
        </Card>
        <Card title={t("sources.title")}>
          <ScoreSources sources={score.sources} />
          <div className="muted small">{t("sources.absent")}</div>
        </Card>
      </div>
    </>
  );
}
