import { Collapse, Empty, Flex } from "antd";

import type { Indicator, Score } from "../api/models";
import { share } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { CauseTag } from "../score/score_sources";
import { IndicatorTable } from "./indicator_table";
import { type Group, groupsOf } from "./sources_of";

/** Indicators by source: how fresh and how whole each source is, and, where one did not answer, that it did not. */
export function IndicatorGroups({ indicators, sources }: { indicators: readonly Indicator[]; sources: Score["sources"] }) {
  const t = useText();
  const groups = groupsOf(indicators, sources);
  if (groups.length === 0) return <Empty description={t("indicators.empty")} />;
  return (
    <>
      <p className="muted small">{t("sources.absent")}</p>
      <Collapse
        data-testid="indicator-groups"
        defaultActiveKey={groups[0]?.key}
        items={groups.map((group) => ({
          key: group.key,
          label: <Heading group={group} />,
          children: <IndicatorTable indicators={group.indicators} label={group.title} />,
        }))}
      />
    </>
  );
}

function Heading({ group }: { group: Group }) {
  const t = useText();
  const label = useLabel();
  const { source, indicators, known } = group;
  return (
    <Flex gap={12} wrap align="center" justify="space-between">
      <strong>{group.title || label("source", indicators[0]?.source ?? "")}</strong>
      <Flex gap={12} wrap align="center">
        <span className="muted small figure">{known > 0 ? t("indicators.known", { known, count: indicators.length }) : t("indicators.none")}</span>
        {source?.as_of && <span className="muted small figure">{`${t("sources.as_of")} ${day(source.as_of)}`}</span>}
        {source && known > 0 && <span className="muted small figure">{`${t("score.coverage")} ${share(source.coverage, 0)}`}</span>}
        {source && <CauseTag cause={source.cause} />}
      </Flex>
    </Flex>
  );
}
