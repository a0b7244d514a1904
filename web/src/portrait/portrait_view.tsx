import { Card, Collapse, Descriptions, Empty, Flex, Segmented, Tabs } from "antd";
import { type ReactNode, useState } from "react";

import type { Opinion, Portrait, Score } from "../api/models";
import { IndicatorGroups } from "../assessment/indicator_groups";
import { IndicatorTable } from "../assessment/indicator_table";
import { contradicting, CrossChecks } from "../findings/cross_checks";
import { FindingList } from "../findings/finding_list";
import type { Contradiction, Finding } from "../findings/shape";
import { share } from "../format/rate";
import { day } from "../format/time";
import { Money } from "../figures/money";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { ScoreReplay } from "../models/score_replay";
import { OpinionLine } from "../opinion/opinion_line";
import { OpinionPanel } from "../opinion/opinion_panel";
import { PeerRadar } from "../score/peer_radar";
import { ScoreDial } from "../score/score_dial";
import { ScoreFacts } from "../score/score_facts";
import { ScoreReasons } from "../score/score_reasons";
import { ScoreSources } from "../score/score_sources";
import { ScoreStanding } from "../score/score_standing";
import { localised, type Localised } from "./localised";
import { LoanTerms } from "./loan_terms";
import type { Series } from "./months";
import { MonthsPanel } from "./months_panel";
import { PortraitPdf } from "./portrait_pdf";
import { PublicRecords, type PublicRecord } from "./public_records";

export type Seen = Localised<Portrait>;
type Section = Seen["sections"]["relations"];

/** A portrait, all of it from the one document that report and programs get too; a bank has the `score` behind it, too, which replays. */
export function PortraitView({ portrait, application, score }: { portrait: Portrait; application?: string; score?: Score | undefined }) {
  const t = useText();
  const seen = localised(portrait, useLanguage());
  const { relations, contradictions, opinion, months, records } = seen.sections;
  const [shown, setShown] = useState("overview");
  const checks = contradictions.items as unknown as Contradiction[];
  const timeline = opinion.items.find((item) => item.code === "TIMELINE") as unknown as Opinion | undefined;
  return (
    <Card
      title={
        <>
          {t("portrait.title")} <span className="muted small figure">{t("portrait.at", { day: day(seen.at.slice(0, 10)) })}</span>
        </>
      }
      data-testid="portrait"
      extra={<PortraitPdf application={application} />}
    >
      <Tabs
        activeKey={shown}
        onChange={setShown}
        items={[
          {
            key: "overview",
            label: t("portrait.overview"),
            children: (
              <Flex vertical gap={12}>
                <OpinionLine opinion={timeline} onMore={() => setShown("opinion")} />
                <Overview seen={seen} behind={score} />
              </Flex>
            ),
          },
          ...(seen.terms ? [{ key: "terms", label: t("portrait.terms"), children: <LoanTerms terms={seen.terms} /> }] : []),
          { key: "indicators", label: t("portrait.indicators", { count: seen.indicators.length }), children: <Indicators seen={seen} /> },
          {
            key: "months",
            label: t("months.tab", { count: months?.items?.length ?? 0 }),
            children: <Given section={months}>{<MonthsPanel all={(months?.items ?? []) as unknown as Series[]} />}</Given>,
          },
          {
            key: "findings",
            label: t("findings.tab", { count: relations.items.length }),
            children: <Given section={relations}>{<FindingList findings={relations.items as unknown as Finding[]} />}</Given>,
          },
          {
            key: "crosschecks",
            label: t("crosscheck.tab", { count: contradicting(checks) }),
            children: <Given section={contradictions}>{<CrossChecks checks={checks} />}</Given>,
          },
          {
            key: "records",
            label: t("records.tab", { count: records.items?.length ?? 0 }),
            children: <Given section={records}>{<PublicRecords records={(records.items ?? []) as unknown as PublicRecord[]} />}</Given>,
          },
          { key: "opinion", label: t("opinion.tab", { count: timeline?.warnings.length ?? 0 }), children: <OpinionPanel opinion={timeline} /> },
          {
            key: "sources",
            label: t("sources.title"),
            children: seen.sources.length > 0 ? <ScoreSources sources={seen.sources} /> : <Empty description={t("indicators.empty")} />,
          },
        ]}
      />
    </Card>
  );
}

/** A section that nobody looked at says so: it is not the same as one in which nothing was found. */
function Given({ section, children }: { section: Section | undefined; children: ReactNode }) {
  const t = useText();
  return section === undefined || section.state === "not_given" ? <Empty description={t("portrait.notgiven")} /> : children;
}

function Overview({ seen, behind }: { seen: Seen; behind: Score | undefined }) {
  const t = useText();
  const { score } = seen;
  return (
    <Flex vertical gap={12}>
      <Basics basics={seen.basics} />
      <div className="two-columns">
        {score ? (
          <Flex vertical>
            <ScoreDial score={score} height={230} />
            {behind ? <Behind score={behind} /> : <Facts score={score} />}
            {(seen.notes ?? []).map((note) => (
              <div key={note} className="muted small">
                {note}
              </div>
            ))}
          </Flex>
        ) : (
          <Empty description={t("score.none")} />
        )}
        <PeerRadar axes={seen.radar.axes} said={seen.radar.peers.said} height={300} />
      </div>
      {score && (
        <section>
          <h3 className="section-title">{t("reasons.title")}</h3>
          <ScoreReasons reasons={score.reasons} />
        </section>
      )}
    </Flex>
  );
}

/** The bank's own score: what it says in words, what its coverage allows, and that it comes out again. */
function Behind({ score }: { score: Score }) {
  return (
    <>
      <ScoreFacts score={score} />
      <ScoreStanding score={score} />
      <ScoreReplay score={score} />
    </>
  );
}

function Facts({ score }: { score: NonNullable<Seen["score"]> }) {
  const t = useText();
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: "pd", label: t("score.pd"), children: <span className="figure">{score.pd === null ? "—" : share(score.pd, 2)}</span> },
        { key: "coverage", label: t("score.coverage"), children: <span className="figure">{share(score.coverage, 0)}</span> },
        { key: "model", label: t("score.model"), children: score.model },
      ]}
    />
  );
}

function Basics({ basics }: { basics: Seen["basics"] }) {
  const t = useText();
  const label = useLabel();
  const items = [
    { key: "segment", label: t("portrait.basics.segment"), children: basics.segment && label("segment", basics.segment) },
    { key: "size", label: t("portrait.basics.size"), children: basics.size && label("size", basics.size) },
    { key: "industry", label: t("portrait.basics.industry"), children: basics.industry ?? (basics.industry_section && label("section", basics.industry_section)) },
    { key: "status", label: t("portrait.basics.status"), children: basics.status },
    { key: "established", label: t("portrait.basics.established"), children: basics.established_on && <span className="figure">{day(basics.established_on)}</span> },
    { key: "capital", label: t("portrait.basics.capital"), children: basics.registered_capital_fen != null && <Money fen={basics.registered_capital_fen} /> },
  ];
  return <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 3 }} items={items.filter((item) => item.children)} />;
}

/** The indicators by where they are from, or by what they speak of. */
function Indicators({ seen }: { seen: Seen }) {
  const t = useText();
  const [by, setBy] = useState<"source" | "aspect">("source");
  if (seen.indicators.length === 0) return <Empty description={t("indicators.empty")} />;
  const ways = [
    { value: "source" as const, label: t("portrait.by.source") },
    { value: "aspect" as const, label: t("portrait.by.aspect") },
  ];
  return (
    <Flex vertical gap={12} align="stretch">
      <Segmented options={ways} value={by} onChange={setBy} style={{ alignSelf: "flex-start" }} />
      <div>{by === "source" ? <IndicatorGroups indicators={seen.indicators} sources={seen.sources} /> : <Aspects seen={seen} />}</div>
    </Flex>
  );
}

/** The indicators by aspect, those aspects first of which something is known. */
function Aspects({ seen }: { seen: Seen }) {
  const t = useText();
  const groups = [
    ...seen.aspects.map((aspect) => ({ ...aspect, rows: seen.indicators.filter((one) => one.axis === aspect.axis) })),
    {
      axis: "other",
      label: t("portrait.other"),
      known: seen.indicators.filter((one) => one.axis === null && one.cause === "granted").length,
      of: seen.indicators.filter((one) => one.axis === null).length,
      rows: seen.indicators.filter((one) => one.axis === null),
    },
  ].filter((group) => group.rows.length > 0);
  const known = groups.filter((group) => group.known > 0).map((group) => group.axis);
  return (
    <Collapse
      defaultActiveKey={known.slice(0, 1)}
      items={groups.map((group) => ({
        key: group.axis,
        label: (
          <Flex justify="space-between" gap={12} wrap>
            <strong>{group.label}</strong>
            <span className="muted figure">{t("portrait.aspect.count", { known: group.known, of: group.of })}</span>
          </Flex>
        ),
        children: <IndicatorTable indicators={group.rows} label={group.label} />,
      }))}
    />
  );
}
