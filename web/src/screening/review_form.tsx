import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Form, Input } from "antd";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

/** An approver upholds a proposed refusal or sets it aside, with the grounds: before that it does not hold. */
export function ReviewForm({ application }: { application: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ grounds: string }>();
  const review = useMutation({
    mutationFn: (upheld: boolean) =>
      answer(
        client.POST("/api/v1/applications/{id}/screening/review", {
          params: { path: { id: application } },
          body: { upheld, grounds: form.getFieldValue("grounds") as string },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  const send = async (upheld: boolean) => {
    const sound = await form.validateFields().catch(() => null); // the form shows what is missing
    if (sound) review.mutate(upheld);
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false}>
      <Form.Item name="grounds" label={t("screening.review.grounds")} rules={[{ required: true, whitespace: true, message: t("decide.comment.needed") }]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      {review.isError && <Problem error={review.error} />}
      <Flex gap={8} wrap>
        <Button danger type="primary" loading={review.isPending} onClick={() => void send(true)}>
          {t("screening.review.uphold")}
        </Button>
        <Button loading={review.isPending} onClick={() => void send(false)}>
          {t("screening.review.aside")}
        </Button>
      </Flex>
    </Form>
  );
}
