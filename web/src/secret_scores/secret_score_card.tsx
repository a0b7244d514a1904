import { LockOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex } from "antd";
import { useEffect } from "react";

import { answer, client } from "../api/client";
import type { SecretScore } from "../api/models";
import { useSecretScore } from "../api/queries";
import { ComputationState } from "../computations/computation_state";
import { FlowPicture } from "../computations/flow_picture";
import { ProgressLine } from "../computations/progress_line";
import { WhyEnded } from "../computations/why_ended";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";

/** One button asks the bureaus for the score; then how far they are, and what came of it or why there is none. */
export function SecretScoreCard({ application, asks }: { application: string; asks: boolean }) {
  const scoring = useSecretScore(application);
  return <Loaded query={scoring}>{(found) => <Scoring scoring={found} asks={asks} />}</Loaded>;
}

function Scoring({ scoring, asks }: { scoring: SecretScore; asks: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const id = scoring.application;
  const ask = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/scoring", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const { state, computation } = scoring;
  // What came of it stands in the application: look there as soon as it is over.
  useEffect(() => {
    if (state === "done") void queries.invalidateQueries({ queryKey: ["applications", id], exact: false });
  }, [state, id, queries]);
  const running = state === "running";
  return (
    <Card className={asks ? "call" : undefined} data-testid="secret-score" aria-live="polite">
      <Flex vertical gap={12}>
        <Flex justify="space-between" align="center" gap={12} wrap>
          <div>
            <Flex gap={8} align="center" wrap>
              <strong>{t("sealed.title")}</strong>
              {computation && <ComputationState state={computation.state} />}
              {scoring.asked_at && <span className="muted small">{t("sealed.asked", { at: moment(scoring.asked_at, true) })}</span>}
            </Flex>
            {asks && <div className="muted">{t("sealed.what")}</div>}
          </div>
          {asks && (
            <Button type={state === "done" ? "default" : "primary"} size="large" icon={<LockOutlined />} loading={ask.isPending || running} onClick={() => ask.mutate()}>
              {t(state === "waiting" || running ? "sealed.act" : "sealed.again")}
            </Button>
          )}
        </Flex>
        {ask.isError && <Problem error={ask.error} retry={() => ask.mutate()} />}
        {running && computation && (computation.over_at === null ? <ProgressLine computation={computation} /> : <div className="muted">{t("sealed.assessing")}</div>)}
        {state === "failed" && (
          <>
            <Alert type="warning" showIcon title={t("sealed.failed")} />
            {scoring.problem && <WhyEnded problem={scoring.problem} parties={computation?.parties ?? []} />}
          </>
        )}
        {running && computation && <FlowPicture computation={computation} us={computation.initiator} />}
      </Flex>
    </Card>
  );
}
