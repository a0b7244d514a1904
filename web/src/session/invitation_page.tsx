import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input } from "antd";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import { LanguageSwitch } from "../i18n/language_switch";
import { useText } from "../i18n/text";
import { ProviderButtons } from "../identities/provider_buttons";
import { Problem } from "../page/problem";
import { Logo } from "../shell/logo";

type Taken = { code: string; password: string };

/** Who was invited, or lost what they signed in with, sets a password by the code that an administrator handed over. */
export default function InvitationPage() {
  const t = useText();
  const [form] = Form.useForm<Taken>();
  const code = Form.useWatch("code", form);
  const take = useMutation({ mutationFn: (taken: Taken) => answer(client.POST("/api/v1/invitations", { body: taken })) });
  return (
    <main className="invitation">
      <div className="door-language">
        <LanguageSwitch />
      </div>
      <Logo />
      <Card>
        <h1 className="page-title">{t("invitation.title")}</h1>
        <p className="muted">{t("invitation.lead")}</p>
        {take.isSuccess ? (
          <Alert
            type="success"
            showIcon
            title={t("invitation.done", { login: take.data.login })}
            action={
              <Link to="/">
                <Button type="primary">{t("invitation.door")}</Button>
              </Link>
            }
          />
        ) : (
          <Form<Taken> form={form} layout="vertical" requiredMark={false} onFinish={(taken) => take.mutate(taken)}>
            <Form.Item name="code" label={t("invitation.code")} rules={[{ required: true, message: "" }]}>
              <Input autoComplete="off" autoFocus maxLength={64} />
            </Form.Item>
            <Form.Item name="password" label={t("invitation.password")} rules={[{ required: true, min: 10, message: t("invitation.password") }]}>
              <Input.Password autoComplete="new-password" maxLength={256} />
            </Form.Item>
            {take.isError && <Problem error={take.error} />}
            <Button type="primary" htmlType="submit" block loading={take.isPending}>
              {t("invitation.act")}
            </Button>
            <ProviderButtons errand="take_up" invitation={code} />
          </Form>
        )}
      </Card>
    </main>
  );
}
