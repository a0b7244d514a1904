import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Flex, Form, Input, InputNumber, Radio, Select } from "antd";

import { answer, client } from "../api/client";
import type { Application, DecisionRequest, Recommendation } from "../api/models";
import { fenFromWan, wanFromFen } from "../format/money";
import { percentNumber, rateFromPercent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";

type Fields = { outcome: "approve" | "decline"; wan: number; rate: number; term_months: number; repayment: string; comment: string };

/** An approver's decision, filled in from the recommendation; a decline asks for its reason. */
export function DecideForm({ application, recommendation }: { application: Application; recommendation?: Recommendation | null }) {
  const t = useText();
  const label = useLabel();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const outcome = Form.useWatch("outcome", form);
  const limit = recommendation?.limit?.amount_fen;
  const most = wanFromFen(Math.min(application.product.amount_max_fen, limit ?? application.product.amount_max_fen));
  const decide = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: (body: DecisionRequest) =>
      answer(client.POST("/api/v1/applications/{id}/decision", { params: { path: { id: application.id } }, body })),
    onSuccess: async () => {
      message.success(t("decide.done"));
      await queries.invalidateQueries();
    },
  });
  const start: Fields = {
    outcome: recommendation?.outcome === "decline" ? "decline" : "approve",
    wan: Math.min(wanFromFen(application.amount_fen), most),
    rate: percentNumber(recommendation?.price?.annual_rate ?? application.product.rate_min),
    term_months: application.term_months,
    repayment: application.repayment,
    comment: "",
  };
  const seen = { seen_score: recommendation?.score.id, seen_steps: application.history.length };
  const send = (fields: Fields) =>
    decide.mutate(
      fields.outcome === "decline"
        ? { outcome: "decline", comment: fields.comment, ...seen }
        : {
            outcome: "approve",
            amount_fen: fenFromWan(fields.wan),
            annual_rate: rateFromPercent(fields.rate),
            term_months: fields.term_months,
            repayment: fields.repayment,
            comment: fields.comment,
            ...seen,
          },
    );
  return (
    <Card title={t("decide.title")} className="call" data-testid="decide">
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={start} onFinish={send}>
        <Form.Item name="outcome" label={t("decide.outcome")}>
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            options={[
              { value: "approve", label: label("outcome", "approve") },
              { value: "decline", label: label("outcome", "decline") },
            ]}
          />
        </Form.Item>
        {outcome !== "decline" && (
          <div className="field-grid">
            <Form.Item name="wan" label={t("contract.amount")} extra={t("decide.amount.most", { most })} rules={[{ required: true, type: "number", min: 0.01, max: most }]}>
              <InputNumber className="wide" precision={2} suffix={t("unit.wan")} />
            </Form.Item>
            <Form.Item name="rate" label={t("contract.rate")} rules={[{ required: true, type: "number", min: 0, max: 24 }]}>
              <InputNumber className="wide" precision={4} step={0.05} suffix="%" />
            </Form.Item>
            <Form.Item name="term_months" label={t("contract.term")} rules={[{ required: true, type: "number", min: 1 }]}>
              <InputNumber className="wide" precision={0} suffix={t("unit.month")} />
            </Form.Item>
            <Form.Item name="repayment" label={t("apply.repayment")}>
              <Select options={application.product.repayment.map((way) => ({ value: way, label: label("repayment", way) }))} />
            </Form.Item>
          </div>
        )}
        <Form.Item
          name="comment"
          label={t(outcome === "decline" ? "decide.comment.decline" : "decide.comment")}
          rules={[{ required: outcome === "decline", message: t("decide.comment.needed") }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Flex vertical gap={12}>
          {decide.isError && <Problem error={decide.error} />}
          <Button type="primary" danger={outcome === "decline"} size="large" htmlType="submit" loading={decide.isPending}>
            {t(outcome === "decline" ? "decide.act.decline" : "decide.act")}
          </Button>
          <div className="muted small">{t("decide.recorded")}</div>
        </Flex>
      </Form>
    </Card>
  );
}
