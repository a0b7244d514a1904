import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input } from "antd";

import { answer, client } from "../api/client";
import type { Application } from "../api/models";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { MAY_BE_STALE } from "../page/stale_page";
import { AppealWords } from "./appeal_words";

/** An appeal as the bank works on it: an approver who neither assessed nor declined the application answers. */
export function AnswerCard({ application, answers }: { application: Application; answers: boolean }) {
  const t = useText();
  const { appeal, state, decision } = application;
  if (!appeal) return null;
  return (
    <Card title={t("appeal.title")} className={appeal.outcome ? undefined : "call"} data-testid="appeal">
      <Flex vertical gap={12}>
        <AppealWords appeal={appeal} />
        {!appeal.outcome && (answers ? <AnswerForm application={application.id} declinedBy={decision?.decided_by ?? ""} /> : <Alert type="info" showIcon title={t("appeal.waits")} />)}
        {appeal.outcome === "reopened" && state === "assessed" && <Alert type="info" showIcon title={t("appeal.anew")} />}
      </Flex>
    </Card>
  );
}

function AnswerForm({ application, declinedBy }: { application: string; declinedBy: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ words: string }>();
  const send = useMutation({
    meta: MAY_BE_STALE,
    mutationFn: (outcome: "upheld" | "reopened") =>
      answer(
        client.POST("/api/v1/applications/{id}/appeal/answer", {
          params: { path: { id: application } },
          body: { outcome, words: (form.getFieldValue("words") as string).trim() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  const after = async (outcome: "upheld" | "reopened") => {
    const sound = await form.validateFields().catch(() => null); // the form shows what is missing
    if (sound) send.mutate(outcome);
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false}>
      <Form.Item name="words" label={t("appeal.answer")} extra={t("appeal.answer.help", { name: declinedBy })} rules={[{ required: true, whitespace: true, message: t("appeal.answer.needed") }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      {send.isError && <Problem error={send.error} />}
      <Flex gap={8} wrap>
        <Button type="primary" loading={send.isPending} onClick={() => void after("reopened")}>
          {t("appeal.reopen")}
        </Button>
        <Button danger loading={send.isPending} onClick={() => void after("upheld")}>
          {t("appeal.uphold")}
        </Button>
      </Flex>
    </Form>
  );
}
