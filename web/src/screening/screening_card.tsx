import { CheckCircleOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Collapse, Flex, Form, Input, Tag } from "antd";

import { answer, client } from "../api/client";
import type { Screening, ScreeningReason } from "../api/models";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { EvidenceLines } from "./evidence_lines";
import { ReviewForm } from "./review_form";

const STANDINGS: Record<string, string> = { passed: "green", verified: "green", to_verify: "orange", to_review: "red", refused: "red" };
const WEIGHTS: Record<string, string> = { refuse: "red", verify: "orange", ask: "default" };

/** What screening found, on which evidence, what to verify and how; an officer records it, an approver reviews a refusal. */
export function ScreeningCard({ screening, role, open }: { screening: Screening; role: string; open: boolean }) {
  const t = useText();
  const label = useLabel();
  const { review, standing } = screening;
  return (
    <Card
      data-testid="screening"
      className={open && ["to_verify", "to_review"].includes(standing) ? "call" : undefined}
      title={t("screening.title")}
      extra={<Tag color={STANDINGS[standing]}>{label("standing", standing)}</Tag>}
    >
      <Flex vertical gap={16}>
        <div className="muted small">
          {t("screening.lead")} {t("screening.at", { at: moment(screening.at), rules: screening.rules })} <ReceiptLink entry={screening.entry} />
        </div>
        {screening.reasons.length === 0 && <Alert type="success" showIcon title={t("screening.none")} />}
        {open && standing === "to_verify" && <Alert type="warning" showIcon title={t("screening.waits")} />}
        {standing === "to_review" && (
          <Alert type="error" showIcon title={t("screening.review.title")} description={screening.proposed ?? t("screening.review.waits")} />
        )}
        {review && (
          <Alert
            type={review.upheld ? "error" : "info"}
            showIcon
            title={t(review.upheld ? "screening.reviewed.upheld" : "screening.reviewed.aside", { by: review.by, at: moment(review.at), grounds: review.grounds })}
          />
        )}
        {open && standing === "to_review" && role === "approver" && <ReviewForm application={screening.application} />}
        {screening.reasons.map((reason) => (
          <Reason key={reason.code} application={screening.application} reason={reason} records={open && role === "officer" && screening.open.includes(reason.code)} />
        ))}
        {screening.not_looked_at.length > 0 && (
          <Collapse
            size="small"
            items={[
              {
                key: "unseen",
                label: t("screening.unseen", { count: screening.not_looked_at.length }),
                children: (
                  <ul className="steps-text">
                    {screening.not_looked_at.map((rule) => (
                      <li key={rule.code}>
                        {rule.text} <code className="muted small">{rule.code}</code>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}

function Reason({ application, reason, records }: { application: string; reason: ScreeningReason; records: boolean }) {
  const t = useText();
  const label = useLabel();
  const { step } = reason;
  return (
    <section data-testid={`sign-${reason.code}`}>
      <Flex vertical gap={6}>
        <div>
          <Tag color={WEIGHTS[reason.weight]}>{label("weight", reason.weight)}</Tag>
          <strong>{reason.text}</strong> <code className="muted small">{reason.code}</code>
        </div>
        <div>{t("screening.how", { how: reason.how })}</div>
        {reason.evidence.length > 0 && <EvidenceLines lines={reason.evidence} label={reason.text} />}
        {step && (
          <div>
            <CheckCircleOutlined className="good" /> {t("screening.done", { by: step.by, at: moment(step.at), seen: step.seen })}
          </div>
        )}
        {records && <StepForm application={application} code={reason.code} />}
      </Flex>
    </section>
  );
}

function StepForm({ application, code }: { application: string; code: string }) {
  const t = useText();
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: ({ seen }: { seen: string }) =>
      answer(client.POST("/api/v1/applications/{id}/screening/steps", { params: { path: { id: application } }, body: { code, seen } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Form<{ seen: string }> layout="vertical" requiredMark={false} onFinish={(fields) => record.mutate(fields)}>
      <Form.Item name="seen" label={t("screening.seen")} rules={[{ required: true, whitespace: true, message: t("screening.seen.needed") }]}>
        <Input.TextArea rows={2} maxLength={2000} placeholder={t("screening.seen.hint")} />
      </Form.Item>
      {record.isError && <Problem error={record.error} />}
      <Button htmlType="submit" loading={record.isPending}>
        {t("screening.record")}
      </Button>
    </Form>
  );
}
