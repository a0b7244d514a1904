import { BankOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Descriptions, Flex } from "antd";

import { answer, client } from "../api/client";
import type { Elsewhere } from "../api/models";
import { useElsewhere } from "../api/queries";
import { ComputationState } from "../computations/computation_state";
import { ProgressLine } from "../computations/progress_line";
import { WhyEnded } from "../computations/why_ended";
import { Money } from "../figures/money";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";

/** One button has the banks add up in secret what the enterprise has elsewhere; then the sums, or why there are none. */
export function ElsewhereCard({ application, asks }: { application: string; asks: boolean }) {
  const elsewhere = useElsewhere(application);
  return <Loaded query={elsewhere}>{(found) => <Sums elsewhere={found} asks={asks} />}</Loaded>;
}

function Sums({ elsewhere, asks }: { elsewhere: Elsewhere; asks: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const id = elsewhere.application;
  const { state, computation, figures, problem } = elsewhere;
  const ask = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/applications/{id}/elsewhere", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["applications", id] }),
  });
  const running = state === "running";
  if (state === "waiting" && !asks) return null;
  return (
    <Card data-testid="elsewhere" aria-live="polite">
      <Flex vertical gap={12}>
        <Flex justify="space-between" align="center" gap={12} wrap>
          <div>
            <Flex gap={8} align="center" wrap>
              <strong>{t("elsewhere.title")}</strong>
              {computation && <ComputationState state={computation.state} />}
            </Flex>
            {asks && <div className="muted">{t("elsewhere.what")}</div>}
          </div>
          {asks && (
            <Button icon={<BankOutlined />} loading={ask.isPending || running} onClick={() => ask.mutate()}>
              {t(state === "waiting" || running ? "elsewhere.act" : "elsewhere.again")}
            </Button>
          )}
        </Flex>
        {ask.isError && <Problem error={ask.error} retry={() => ask.mutate()} />}
        {running && computation && <ProgressLine computation={computation} />}
        {state === "failed" && <Alert type="warning" showIcon title={t("elsewhere.failed")} />}
        {problem && <WhyEnded problem={problem} parties={computation?.parties ?? []} />}
        {state === "done" && figures && <Figures figures={figures} asks={asks} />}
      </Flex>
    </Card>
  );
}

function Figures({ figures, asks }: { figures: NonNullable<Elsewhere["figures"]>; asks: boolean }) {
  const t = useText();
  const count = (value: number | null) => <span className="figure">{value ?? "—"}</span>;
  return (
    <>
      <Descriptions
        column={{ xs: 1, md: 2 }}
        size="small"
        items={[
          { key: "outstanding", label: t("elsewhere.outstanding"), children: figures.outstanding_fen === null ? "—" : <Money fen={figures.outstanding_fen} strong /> },
          { key: "lenders", label: t("elsewhere.lenders"), children: count(figures.lends_now) },
          { key: "7d", label: t("elsewhere.applications_7d"), children: count(figures.applications_7d) },
          { key: "30d", label: t("elsewhere.applications_30d"), children: count(figures.applications_30d) },
          { key: "device", label: t("elsewhere.device_others_90d"), children: count(figures.device_others_90d ?? null) },
          { key: "address", label: t("elsewhere.address_others_90d"), children: count(figures.address_others_90d ?? null) },
          { key: "phone", label: t("elsewhere.phone_others_90d"), children: count(figures.phone_others_90d ?? null) },
          { key: "paper", label: t("elsewhere.paper_others_90d"), children: count(figures.paper_others_90d ?? null) },
        ]}
      />
      <div className="muted small">
        {t("elsewhere.from", { holders: figures.holders, as_of: day(figures.as_of), job: figures.job.slice(0, 16) })}
        {asks && <> · {t("elsewhere.assess")}</>}
      </div>
    </>
  );
}
