import { SafetyOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input } from "antd";

import { answer, client } from "../api/client";
import type { Watch } from "../api/models";
import { useWatch } from "../api/queries";
import { ComputationState } from "../computations/computation_state";
import { ProgressLine } from "../computations/progress_line";
import { WhyEnded } from "../computations/why_ended";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";

/** The list of fraud, asked without telling its holder who is asked for. */
export function WatchCard({ application, asks }: { application: string; asks: boolean }) {
  const watch = useWatch(application);
  return <Loaded query={watch}>{(found) => <Lookup watch={found} asks={asks} />}</Loaded>;
}

function Lookup({ watch, asks }: { watch: Watch; asks: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const { application: id, state, computation, finding, problem } = watch;
  const [form] = Form.useForm<{ id_number?: string }>();
  const ask = useMutation({
    mutationFn: ({ id_number }: { id_number?: string }) =>
      answer(client.POST("/api/v1/applications/{id}/checks/watchlist", { params: { path: { id } }, body: { id_number: id_number ?? "" } })),
    onSuccess: async () => {
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ["applications", id] });
    },
  });
  const running = state === "running";
  if (state === "waiting" && !asks) return null;
  return (
    <Card data-testid="watch" aria-live="polite">
      <Flex vertical gap={12}>
        <Flex gap={8} align="center" wrap>
          <strong>{t("watch.title")}</strong>
          {computation && <ComputationState state={computation.state} />}
        </Flex>
        {asks && (
          <>
            <div className="muted">{t("watch.what")}</div>
            <Form form={form} layout="inline" autoComplete="off" onFinish={(fields) => ask.mutate(fields)}>
              <Form.Item name="id_number">
                <Input maxLength={18} placeholder={t("checks.id")} aria-label={t("checks.id")} style={{ width: 280 }} />
              </Form.Item>
              <Button htmlType="submit" icon={<SafetyOutlined />} loading={ask.isPending || running}>
                {t(state === "waiting" || running ? "watch.act" : "watch.again")}
              </Button>
            </Form>
          </>
        )}
        {ask.isError && <Problem error={ask.error} />}
        {running && computation && <ProgressLine computation={computation} />}
        {state === "failed" && <Alert type="warning" showIcon title={t("watch.failed")} />}
        {problem && <WhyEnded problem={problem} parties={computation?.parties ?? []} />}
        {finding && <Told finding={finding} />}
      </Flex>
    </Card>
  );
}

function Told({ finding }: { finding: NonNullable<Watch["finding"]> }) {
  const t = useText();
  const label = useLabel();
  const names = (who: readonly string[]) => who.map((one) => label("watch.who", one)).join(" · ");
  return (
    <>
      <Alert
        type={finding.hit ? "error" : "success"}
        showIcon
        title={finding.hit ? t("watch.hit", { who: names(finding.on), level: label("level", finding.level) }) : t("watch.clear", { who: names(finding.asked) })}
      />
      <div className="muted small">{t("watch.from", { holder: finding.holder, as_of: day(finding.as_of), job: finding.job.slice(0, 16) })}</div>
    </>
  );
}
