import { Descriptions, Tag } from "antd";

import type { Appeal } from "../api/models";
import { moment } from "../format/time";
import { useText } from "../i18n/text";

/** What was said on both sides of an appeal, and until when it waits where nothing was answered. */
export function AppealWords({ appeal }: { appeal: Appeal }) {
  const t = useText();
  const answered = appeal.outcome
    ? [
        {
          key: "outcome",
          label: t("appeal.outcome"),
          children: <Tag color={appeal.outcome === "upheld" ? "red" : "green"}>{t(`appeal.outcome.${appeal.outcome}`)}</Tag>,
        },
        { key: "words", label: t("appeal.words"), children: <span className="words">{appeal.words}</span> },
        { key: "by", label: t("decision.by"), children: `${appeal.answered_by ?? ""} · ${appeal.answered_at ? moment(appeal.answered_at) : ""}` },
      ]
    : [{ key: "until", label: t("appeal.until"), children: moment(appeal.answer_by) }];
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: "at", label: t("appeal.at"), children: moment(appeal.at) },
        { key: "grounds", label: t("appeal.grounds"), children: <span className="words">{appeal.grounds}</span> },
        ...answered,
      ]}
    />
  );
}
