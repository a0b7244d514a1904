import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import { useText } from "../i18n/text";
import { ConfirmButtons } from "../identities/confirm_buttons";

type Shown = { password: string; code?: string };

/** Where something needs a password that is fresh: one line to type it, and then the same again. */
export function ConfirmAgain({ retry }: { retry?: () => void }) {
  const t = useText();
  const confirm = useMutation({
    mutationFn: ({ password, code }: Shown) => answer(client.POST("/api/v1/session/confirmation", { body: { password, code: code ?? "" } })),
    onSuccess: () => retry?.(),
  });
  const needsCode = confirm.error instanceof ApiError && ["second_factor_needed", "code_refused"].includes(confirm.error.code);
  if (confirm.isSuccess) return <Alert type="success" showIcon title={t("confirm.done")} />;
  return (
    <Alert
      type="info"
      showIcon
      role="alert"
      title={t("confirm.password")}
      description={
        <Form<Shown> layout="inline" onFinish={(shown) => confirm.mutate(shown)}>
          <Form.Item name="password" rules={[{ required: true, message: "" }]}>
            <Input.Password aria-label={t("confirm.password")} autoComplete="current-password" />
          </Form.Item>
          {needsCode && (
            <Form.Item name="code">
              <Input aria-label={t("door.code")} placeholder={t("door.code")} autoComplete="one-time-code" />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {t("confirm.act")}
          </Button>
          <ConfirmButtons />
          {confirm.error instanceof ApiError && <div className="form-fault">{confirm.error.message}</div>}
        </Form>
      }
    />
  );
}
