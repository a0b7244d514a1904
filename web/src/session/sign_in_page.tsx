import { LockOutlined, SafetyOutlined, UserOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Tag } from "antd";

import { Link } from "react-router";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import { useNode } from "../api/queries";
import { LanguageSwitch } from "../i18n/language_switch";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { ProviderButtons } from "../identities/provider_buttons";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { Logo } from "../shell/logo";

type Credentials = { login: string; password: string; code?: string };

/** The door of a node: says whose it is before it asks for a password. */
export default function SignInPage() {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const node = useNode();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: ({ code, ...credentials }: Credentials) => answer(client.POST("/api/v1/session", { body: { ...credentials, code: code ?? "" } })),
    onSuccess: () => queries.resetQueries(),
  });
  const code = signIn.error instanceof ApiError ? signIn.error.code : "";
  const asksCode = code === "second_factor_needed" || code === "code_refused";
  return (
    <div className="door">
      <section className="door-story">
        <Logo light />
        <h1>{t("door.headline")}</h1>
        <ul>
          <li>{t("door.point.data")}</li>
          <li>{t("door.point.consent")}</li>
          <li>{t("door.point.proof")}</li>
        </ul>
      </section>
      <main className="door-form">
        <div className="door-language">
          <LanguageSwitch />
        </div>
        <Loaded query={node}>
          {(info) => (
            <header>
              <Tag color="blue">{label("role", info.role)}</Tag>
              <h2>{language === "en" ? info.name_en : info.name_zh}</h2>
              <div className="muted small">{t("door.ledger", { origin: info.ledger.origin, size: info.ledger.size ?? "—" })}</div>
            </header>
          )}
        </Loaded>
        <Form<Credentials> layout="vertical" size="large" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
          <Form.Item name="login" label={t("door.login")} rules={[{ required: true, message: t("door.login.needed") }]}>
            <Input prefix={<UserOutlined />} autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t("door.password")} rules={[{ required: true, message: t("door.password.needed") }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          {asksCode && (
            <Form.Item name="code" label={t("door.code")} extra={t("door.code.help")}>
              <Input prefix={<SafetyOutlined />} autoComplete="one-time-code" maxLength={64} autoFocus />
            </Form.Item>
          )}
          {signIn.isError && !(code === "second_factor_needed") && (
            <Form.Item>
              <Problem error={signIn.error} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t("door.enter")}
          </Button>
        </Form>
        <ProviderButtons errand="sign_in" />
        <p className="muted small">{t("door.help")}</p>
        <Link to="/invitation">{t("door.invited")}</Link>
      </main>
    </div>
  );
}
