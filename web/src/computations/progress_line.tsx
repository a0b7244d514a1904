import { Progress } from "antd";

import type { Computation } from "../api/models";
import { bytes } from "../format/bytes";
import { useLabel, useText } from "../i18n/text";

/** Where our own worker is while a computation runs: stage, share of the way, and what went over the wire. */
export function ProgressLine({ computation }: { computation: Computation }) {
  const t = useText();
  const label = useLabel();
  const { stage, done, stages, sent_bytes, received_bytes } = computation;
  const where = stage ? label("jobstage", stage) : t("computation.waiting");
  return (
    <div>
      <Progress percent={Math.round((100 * done) / Math.max(stages, 1))} size="small" status="active" showInfo={false} aria-label={where} />
      <div className="muted small facts">
        <span>{where}</span>
        <span className="figure">{t("computation.step", { done, stages })}</span>
        <span className="figure">{t("computation.traffic", { sent: bytes(sent_bytes), received: bytes(received_bytes) })}</span>
      </div>
    </div>
  );
}
