import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, InputNumber, Popconfirm, Radio, Select } from "antd";

import { answer, client } from "../api/client";
import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";
import type { Relief } from "./queries";

type Answered = { holds: boolean; seen: string };
type Decided = { answers?: Record<string, Answered>; rate?: number; months?: number; repayment?: string };
const METHODS = ["equal_instalments", "equal_principal", "interest_monthly", "interest_quarterly", "bullet"];

/** An officer answers every condition that asks, and grants; or declines with the reason. */
export function DecideRelief({ relief }: { relief: Relief }) {
  const t = useText();
  const label = useLabel();
  const queries = useQueryClient();
  const asking = relief.conditions.filter((one) => one.verdict === "ask");
  const propose = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: (decided: Decided) =>
      answer(
        client.POST("/api/v1/reliefs/{id}/proposal", {
          params: { path: { id: relief.id } },
          body: {
            answers: asking.map(({ code }) => ({ code, holds: decided.answers?.[code]?.holds ?? false, seen: decided.answers?.[code]?.seen ?? "" })),
            renewal:
              relief.kind === "renewal"
                ? { annual_rate: ((decided.rate ?? 0) / 100).toFixed(6), term_months: decided.months ?? 1, repayment: decided.repayment ?? "" }
                : null,
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Card title={t("relief.decide")} data-testid="decide-relief">
      <Form layout="vertical" onFinish={(decided: Decided) => propose.mutate(decided)} initialValues={{ months: relief.term_months ?? undefined, repayment: "interest_monthly" }}>
        {asking.map((one) => (
          <Flex key={one.code} vertical gap={4} style={{ marginBottom: 12 }}>
            <strong>{one.text}</strong>
            <Flex gap={12} wrap>
              <Form.Item name={["answers", one.code, "holds"]} rules={[{ required: true, message: t("relief.answer.needed") }]} noStyle>
                <Radio.Group
                  options={[
                    { value: true, label: t("relief.holds") },
                    { value: false, label: t("relief.holds_not") },
                  ]}
                />
              </Form.Item>
              <Form.Item name={["answers", one.code, "seen"]} rules={[{ required: true, whitespace: true, message: t("relief.seen.needed") }]} style={{ flex: 1, minWidth: 220, marginBottom: 0 }}>
                <Input placeholder={t("relief.seen")} aria-label={`${one.text} ${t("relief.seen")}`} maxLength={500} />
              </Form.Item>
            </Flex>
          </Flex>
        ))}
        {relief.kind === "renewal" && (
          <Flex gap={12} wrap>
            <Form.Item name="rate" label={t("contract.rate")} rules={[{ required: true, message: t("relief.rate.needed") }]}>
              <InputNumber min={0} max={100} precision={4} suffix="%" />
            </Form.Item>
            <Form.Item name="months" label={t("relief.term")} rules={[{ required: true, message: t("relief.term.needed") }]}>
              <InputNumber min={1} max={36} precision={0} />
            </Form.Item>
            <Form.Item name="repayment" label={t("apply.repayment")}>
              <Select style={{ minWidth: 220 }} options={METHODS.map((value) => ({ value, label: label("repayment", value) }))} />
            </Form.Item>
          </Flex>
        )}
        {propose.isError && <Problem error={propose.error} />}
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {t("relief.grant")}
        </Button>
      </Form>
      <Decline relief={relief.id} />
    </Card>
  );
}

/** A second person confirms what an officer proposed, or declines. */
export function ConfirmRelief({ relief }: { relief: Relief }) {
  const t = useText();
  const queries = useQueryClient();
  const confirm = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: () => answer(client.POST("/api/v1/reliefs/{id}/confirmation", { params: { path: { id: relief.id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Card title={t("relief.confirm.title")} data-testid="confirm-relief">
      {relief.needs_second && (
        <Flex vertical gap={8} align="start">
          <div className="muted">{t("relief.confirm.lead")}</div>
          {confirm.isError && <Problem error={confirm.error} />}
          <Popconfirm title={t("relief.confirm.sure")} onConfirm={() => confirm.mutate()}>
            <Button type="primary" loading={confirm.isPending}>
              {t("relief.confirm")}
            </Button>
          </Popconfirm>
        </Flex>
      )}
      <Decline relief={relief.id} />
    </Card>
  );
}

function Decline({ relief }: { relief: string }) {
  const t = useText();
  const queries = useQueryClient();
  const decline = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: ({ reason }: { reason: string }) =>
      answer(client.POST("/api/v1/reliefs/{id}/refusal", { params: { path: { id: relief } }, body: { reason } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Form layout="inline" style={{ marginTop: 16, rowGap: 8 }} onFinish={(given: { reason: string }) => decline.mutate(given)}>
      <Form.Item name="reason" rules={[{ required: true, whitespace: true, message: t("relief.decline.needed") }]}>
        <Input placeholder={t("relief.decline.reason")} aria-label={t("relief.decline.reason")} maxLength={500} style={{ minWidth: 260 }} />
      </Form.Item>
      <Button danger htmlType="submit" loading={decline.isPending}>
        {t("relief.decline")}
      </Button>
      {decline.isError && <Problem error={decline.error} />}
    </Form>
  );
}
