import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Form, Input, Select } from "antd";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import type { Warning } from "./queries";

const CLOSINGS = ["resolved", "mitigated", "called_in", "false_alarm"] as const;
type Closing = (typeof CLOSINGS)[number];

/** What this person may do with the task now, as the bank's node says. */
export function WarningSteps({ warning }: { warning: Warning }) {
  const t = useText();
  const queries = useQueryClient();
  const path = { id: warning.id };
  const version = warning.version;
  const then = { onSettled: () => queries.invalidateQueries({ queryKey: ["warnings"] }) };
  const take = useMutation({ mutationFn: () => answer(client.POST("/api/v1/warnings/{id}/taking", { params: { path }, body: { version } })), ...then });
  const measure = useMutation({ mutationFn: ({ text }: { text: string }) => answer(client.POST("/api/v1/warnings/{id}/measures", { params: { path }, body: { version, text } })), ...then });
  const back = useMutation({ mutationFn: ({ note }: { note: string }) => answer(client.POST("/api/v1/warnings/{id}/return", { params: { path }, body: { version, note } })), ...then });
  const close = useMutation({ mutationFn: (body: { closing: Closing; note: string }) => answer(client.POST("/api/v1/warnings/{id}/closing", { params: { path }, body: { version, ...body } })), ...then });
  const may = new Set(warning.may);
  const failed = [take, measure, back, close].find((one) => one.isError);
  if (may.size === 0) return null;
  return (
    <Card data-testid="steps">
      <Flex vertical gap={16}>
        {may.has("take") && (
          <Button type="primary" style={{ alignSelf: "flex-start" }} loading={take.isPending} onClick={() => take.mutate()}>
            {t("warning.take")}
          </Button>
        )}
        {may.has("measure") && (
          <Form key={`measure-${version}`} layout="vertical" onFinish={(values: { text: string }) => measure.mutate(values)}>
            <Form.Item name="text" label={t("warning.measure")} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea rows={2} maxLength={1000} placeholder={t("warning.measure.hint")} />
            </Form.Item>
            <Button htmlType="submit" loading={measure.isPending}>
              {t("warning.measure.act")}
            </Button>
          </Form>
        )}
        {may.has("send_back") && (
          <Form layout="vertical" onFinish={(values: { note: string }) => back.mutate(values)}>
            <Form.Item name="note" label={t("warning.back.note")} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={1000} />
            </Form.Item>
            <Button htmlType="submit" loading={back.isPending}>
              {t("warning.back.act")}
            </Button>
          </Form>
        )}
        {may.has("close") && (
          <Form layout="vertical" onFinish={(values: { closing: Closing; note: string }) => close.mutate(values)}>
            <Form.Item name="closing" label={t("warning.close.why")} rules={[{ required: true }]}>
              <Select options={CLOSINGS.map((one) => ({ value: one, label: t(`warning.closing.${one}`) }))} />
            </Form.Item>
            <Form.Item name="note" label={t("warning.close.note")} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={1000} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={close.isPending}>
              {t("warning.close.act")}
            </Button>
          </Form>
        )}
        {failed?.error && <Problem error={failed.error} />}
      </Flex>
    </Card>
  );
}
