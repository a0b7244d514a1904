import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import { answer, client } from "../api/client";
import type { Loan } from "../api/models";
import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { useReliefOptions, useReliefs } from "./queries";

type Kind = "waiver" | "deferral" | "renewal";
type Asked = { programme: string; reason: string; parts?: "principal" | "interest" | "both"; until?: string; term_months?: number };
const OPEN = new Set(["requested", "proposed", "approved"]);

/** The enterprise asks for relief of one loan; an open request is shown instead, for there is one at a time. */
export function AskRelief({ loan }: { loan: Loan }) {
  const t = useText();
  const [kind, setKind] = useState<Kind | null>(null);
  const reliefs = useReliefs();
  const open = reliefs.data?.find((one) => one.loan === loan.id && OPEN.has(one.state));
  if (open)
    return (
      <Card className="call" data-testid="relief-open">
        {t("relief.open")} <Link to={`/reliefs/${open.id}`}>{t("relief.look")}</Link>
      </Card>
    );
  return (
    <Card title={t("relief.ask.title")} data-testid="ask-relief">
      <Flex vertical gap={12}>
        <div className="muted">{t("relief.ask.lead")}</div>
        <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)} optionType="button">
          {(["waiver", "deferral", "renewal"] as const).map((one) => (
            <Radio.Button key={one} value={one}>
              {t(`relief.${one}`)}
            </Radio.Button>
          ))}
        </Radio.Group>
        {kind && <AskForm key={kind} loan={loan} kind={kind} />}
      </Flex>
    </Card>
  );
}

function AskForm({ loan, kind }: { loan: Loan; kind: Kind }) {
  const t = useText();
  const label = useLabel();
  const go = useNavigate();
  const queries = useQueryClient();
  const options = useReliefOptions(loan.id, true);
  const fitting = (options.data ?? []).filter((one) => one.kind === kind);
  const [form] = Form.useForm<Asked>();
  const programme = Form.useWatch("programme", form) ?? fitting[0]?.programme;
  const latest = fitting.find((one) => one.programme === programme)?.latest_day;
  const ask = useMutation({
    mutationFn: (asked: Asked) =>
      answer(
        client.POST("/api/v1/loans/{id}/reliefs", {
          params: { path: { id: loan.id } },
          body: {
            kind,
            programme: asked.programme,
            reason: asked.reason,
            parts: asked.parts ?? null,
            until: asked.until ?? null,
            term_months: asked.term_months ?? null,
          },
        }),
      ),
    onSuccess: async (made) => {
      await queries.invalidateQueries();
      await go(`/reliefs/${made.id}`);
    },
  });
  if (!options.isPending && fitting.length === 0) return <div className="muted">{t("relief.none")}</div>;
  return (
    <Form form={form} layout="vertical" onFinish={(asked) => ask.mutate(asked)} initialValues={{ parts: kind === "deferral" ? "both" : undefined }}>
      <Form.Item name="programme" label={t("relief.programme")} rules={[{ required: true, message: t("relief.programme.needed") }]}>
        <Select options={fitting.map((one) => ({ value: one.programme, label: `${one.name}（${one.source}）` }))} />
      </Form.Item>
      {kind === "deferral" && (
        <>
          <Form.Item name="parts" label={t("relief.parts")}>
            <Radio.Group options={["both", "principal", "interest"].map((value) => ({ value, label: label("relief.parts", value) }))} />
          </Form.Item>
          <Form.Item name="until" label={t("relief.until")} rules={[{ required: true, message: t("relief.until.needed") }]} extra={latest && t("relief.until.latest", { day: latest })}>
            <Input type="date" max={latest ?? undefined} style={{ width: 200 }} />
          </Form.Item>
        </>
      )}
      {kind === "renewal" && (
        <Form.Item name="term_months" label={t("relief.term")} rules={[{ required: true, message: t("relief.term.needed") }]}>
          <InputNumber min={1} max={36} precision={0} suffix={t("unit.month")} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t("relief.reason")} rules={[{ required: true, whitespace: true, message: t("relief.reason.needed") }]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      {ask.isError && <Problem error={ask.error} />}
      <Button type="primary" htmlType="submit" loading={ask.isPending}>
        {t("relief.ask.act")}
      </Button>
    </Form>
  );
}
