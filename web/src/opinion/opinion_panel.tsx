import { Alert, Empty, Flex, Tag } from "antd";

import type { Opinion } from "../api/models";
import { share } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { lineSaid } from "./opinion_line";
import { OpinionPicture } from "./opinion_picture";

type Event = Opinion["events"][number];

const COLORS: Record<Event["mood"], string> = { bad: "red", neutral: "default", good: "green" };
const SHOWN = ["news_cnt_12", "news_neg_cnt_12", "news_neg_share_12", "news_neg_trend", "news_worst_topic_12"];

/** Three years of public opinion: warnings, the timeline, and every event with the articles that it rests on. */
export function OpinionPanel({ opinion }: { opinion: Opinion | null | undefined }) {
  const t = useText();
  if (!opinion) return <Empty description={t("opinion.absent")} />;
  return (
    <Flex vertical gap={16} data-testid="opinion">
      <Alert type="info" showIcon title={t("opinion.use")} description={t("opinion.as_of", { day: day(opinion.as_of), model: opinion.model.split("#", 1)[0] ?? "", by: opinion.told_by })} />
      <Warnings opinion={opinion} />
      <Figures opinion={opinion} />
      <OpinionPicture opinion={opinion} />
      {opinion.line && <span>{lineSaid(opinion, t)}</span>}
      <Events opinion={opinion} />
    </Flex>
  );
}

function Warnings({ opinion }: { opinion: Opinion }) {
  const t = useText();
  if (opinion.warnings.length === 0) return <Alert type="success" showIcon title={t("opinion.no_warning")} />;
  return (
    <>
      {opinion.warnings.map((warning) => (
        <Alert key={warning.code} type={warning.level === "alert" ? "error" : "warning"} showIcon title={warning.text} description={warning.advice} />
      ))}
    </>
  );
}

function Figures({ opinion }: { opinion: Opinion }) {
  const figures = SHOWN.flatMap((name) => opinion.figures.filter((figure) => figure.name === name));
  return (
    <Flex gap={24} wrap>
      {figures.map((figure) => (
        <div key={figure.name}>
          <div className="muted small">{figure.label}</div>
          <div className="figure figure-strong">{figure.text ?? (figure.value === null ? "—" : figure.unit === "ratio" ? share(figure.value) : figure.value)}</div>
        </div>
      ))}
    </Flex>
  );
}

function Events({ opinion }: { opinion: Opinion }) {
  const t = useText();
  const label = useLabel();
  if (opinion.events.length === 0) return <p className="muted">{t("opinion.none")}</p>;
  return (
    <>
      <RowTable
        rows={opinion.events}
        rowKey={(event) => `${event.day}-${event.title}`}
        label={t("opinion.events")}
        columns={[
          { key: "day", title: t("opinion.day"), render: (event) => <span className="figure">{day(event.day)}</span> },
          { key: "mood", title: t("opinion.mood"), render: (event) => <Tag color={COLORS[event.mood]}>{label("opinion", event.mood)}</Tag> },
          {
            key: "title",
            title: t("opinion.event"),
            render: (event) => (
              <>
                {event.title}
                <Reports event={event} />
              </>
            ),
          },
          { key: "topic", title: t("opinion.topic"), render: (event) => event.topic_label ?? "—" },
        ]}
      />
      {opinion.cut && <span className="muted small">{t("opinion.cut")}</span>}
    </>
  );
}

/** Every report of an event, reprints too, each a way to the article where it has one. */
function Reports({ event }: { event: Event }) {
  const t = useText();
  return (
    <Flex gap={10} wrap className="muted small">
      {t("opinion.sources")}
      {event.reports.map((report) => {
        const key = `${report.source}-${report.published_on}-${report.url}`;
        const text = `${report.source} ${day(report.published_on)}`;
        return report.url ? (
          <a key={key} href={report.url} target="_blank" rel="noopener noreferrer nofollow" title={report.title}>
            {text}
          </a>
        ) : (
          <span key={key} title={report.title}>
            {text}
          </span>
        );
      })}
    </Flex>
  );
}
