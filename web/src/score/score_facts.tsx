import { Descriptions, Progress, Tooltip } from "antd";

import type { Score } from "../api/models";
import { share } from "../format/rate";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { ReceiptLink } from "../receipts/receipt_link";

/** What the dial says, in words: interval, probability of default, coverage, model, when, and its proof. */
export function ScoreFacts({ score }: { score: Score }) {
  const t = useText();
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        // A score that was computed in secret comes without a range.
        ...(score.secret
          ? []
          : [
              {
                key: "interval",
                label: <Tooltip title={t("score.interval.help")}>{t("score.interval")}</Tooltip>,
                children: <span className="figure">{score.low === null || score.high === null ? "—" : `${Math.round(score.low)} – ${Math.round(score.high)}`}</span>,
              },
            ]),
        {
          key: "pd",
          label: <Tooltip title={t("score.pd.help")}>{t("score.pd")}</Tooltip>,
          children: <span className="figure">{score.pd === null ? "—" : share(score.pd, 2)}</span>,
        },
        {
          key: "coverage",
          label: <Tooltip title={t("score.coverage.help")}>{t("score.coverage")}</Tooltip>,
          children: <Progress percent={Math.round(score.coverage * 100)} size="small" status="normal" style={{ maxWidth: 180 }} aria-label={t("score.coverage")} />,
        },
        ...(score.segment ? [{ key: "segment", label: t("standing.segment"), children: score.segment.label }] : []),
        {
          key: "model",
          label: t("score.model"),
          children: <Tooltip title={score.model.why}>{`${score.model.label ?? score.model.name} ${score.model.version}`}</Tooltip>,
        },
        { key: "at", label: t("score.at"), children: moment(score.at) },
        { key: "receipt", label: t("receipt.label"), children: <ReceiptLink entry={score.entry} /> },
      ]}
    />
  );
}
