import { Alert } from "antd";

import type { Computation } from "../api/models";
import { useLabel, useText } from "../i18n/text";

/** Why a computation ended before it was done: the cause, what to do, whose fault and at what stage. */
export function WhyEnded({
  problem,
  parties,
  cancelled = false,
}: {
  problem: NonNullable<Computation["problem"]>;
  parties: Computation["parties"];
  cancelled?: boolean;
}) {
  const t = useText();
  const label = useLabel();
  const who = parties.find(({ org }) => org === problem.party)?.name ?? problem.party;
  const where = [who, problem.stage && label("jobstage", problem.stage)].filter(Boolean).join(" · ");
  return (
    <Alert
      type={cancelled ? "info" : "error"}
      showIcon
      title={problem.cause}
      description={
        <>
          <div>{problem.remedy}</div>
          {!cancelled && <div>{t(problem.retriable ? "computation.retry" : "computation.noretry")}</div>}
          <div className="muted small">
            {where && <span>{where} · </span>}
            <code>{problem.code}</code>
          </div>
        </>
      }
    />
  );
}
