import { Card, Empty, Flex, Tabs } from "antd";

import type { Application, Score } from "../api/models";
import { contradicting, CrossChecks } from "../findings/cross_checks";
import { FindingList } from "../findings/finding_list";
import { useText } from "../i18n/text";
import { ScoreReplay } from "../models/score_replay";
import { OpinionPanel } from "../opinion/opinion_panel";
import { Radar } from "../score/radar";
import { ScoreDial } from "../score/score_dial";
import { ScoreFacts } from "../score/score_facts";
import { ScoreReasons } from "../score/score_reasons";
import { ScoreSources } from "../score/score_sources";
import { ScoreStanding } from "../score/score_standing";
import { ScoreOnly } from "../secret_scores/score_only";
import { IndicatorGroups } from "./indicator_groups";

type Portrait = NonNullable<Application["portrait"]>;

/** What the enterprise allowed this bank to see: score, radar, indicators, and the sources of each. */
export function PortraitCard({ portrait }: { portrait: Portrait }) {
  const t = useText();
  const { score, findings = [], contradictions = [], opinion } = portrait;
  if (score?.secret) return <ScoreOnly score={score} origin={score.secret} />;
  return (
    <Card title={t("portrait.title")} data-testid="portrait">
      <Tabs
        items={[
          ...(score ? [{ key: "score", label: t("portrait.score"), children: <ScoreTab score={score} /> }] : []),
          {
            key: "indicators",
            label: t("portrait.indicators", { count: portrait.indicators.length }),
            children: <IndicatorGroups indicators={portrait.indicators} sources={portrait.sources} />,
          },
          {
            key: "findings",
            label: t("findings.tab", { count: findings.length }),
            children: <FindingList findings={findings} />,
          },
          {
            key: "opinion",
            label: t("opinion.tab", { count: opinion?.warnings.length ?? 0 }),
            children: <OpinionPanel opinion={opinion} />,
          },
          {
            key: "crosschecks",
            label: t("crosscheck.tab", { count: contradicting(contradictions) }),
            children: <CrossChecks checks={contradictions} />,
          },
          {
            key: "sources",
            label: t("sources.title"),
            children: portrait.sources.length > 0 ? <ScoreSources sources={portrait.sources} /> : <Empty description={t("indicators.empty")} />,
          },
        ]}
      />
    </Card>
  );
}

function ScoreTab({ score }: { score: Score }) {
  const t = useText();
  return (
    <div className="two-columns">
      <Flex vertical>
        <ScoreDial score={score} height={230} />
        <ScoreFacts score={score} />
        <ScoreStanding score={score} />
        <ScoreReplay score={score} />
      </Flex>
      <div>
        {score.radar.length > 0 && <Radar axes={score.radar} height={300} />}
        <h3 className="section-title">{t("reasons.title")}</h3>
        <ScoreReasons reasons={score.reasons} />
      </div>
    </div>
  );
}
