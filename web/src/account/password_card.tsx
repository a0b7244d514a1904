import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Form, Input } from "antd";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

type Asked = { password: string; wanted: string; code?: string };

/** Another password, by the present one; everything that is signed in ends. */
export function PasswordCard() {
  const t = useText();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ code, ...asked }: Asked) => answer(client.PUT("/api/v1/session/password", { body: { ...asked, code: code ?? "" } })),
    onSuccess: () => queries.resetQueries(),
  });
  const needsCode = change.error instanceof ApiError && ["second_factor_needed", "code_refused"].includes(change.error.code);
  return (
    <Card title={t("password.title")}>
      <Form<Asked> layout="vertical" requiredMark={false} onFinish={(asked) => change.mutate(asked)}>
        <Form.Item name="password" label={t("password.now")} rules={[{ required: true, message: "" }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="wanted" label={t("password.wanted")} rules={[{ required: true, min: 10, message: t("password.wanted") }]}>
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        {needsCode && (
          <Form.Item name="code" label={t("door.code")}>
            <Input autoComplete="one-time-code" maxLength={64} />
          </Form.Item>
        )}
        {change.isError && <Problem error={change.error} />}
        <Button htmlType="submit" loading={change.isPending}>
          {t("password.change")}
        </Button>
      </Form>
    </Card>
  );
}
