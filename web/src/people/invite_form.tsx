import { Button, Card, Flex, Form, Input, Select } from "antd";

import type { People } from "../api/models";
import { useLabel, useText } from "../i18n/text";

export type Invitation = { login: string; name: string; role: "officer" | "approver" | "steward" | "validator" | "auditor" | "registrar" | "administrator" };

/** Who is asked in, and as what. */
export function InviteForm({ people, busy, send, cancel }: { people: People; busy: boolean; send: (invitation: Invitation) => void; cancel: () => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card title={t("people.invite")}>
      <Form<Invitation> layout="vertical" requiredMark={false} onFinish={send}>
        <div className="two-columns">
          <Form.Item name="login" label={t("people.login")} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,62}$/, message: t("people.login.rule") }]}>
            <Input autoComplete="off" maxLength={63} />
          </Form.Item>
          <Form.Item name="name" label={t("people.name")} rules={[{ required: true, message: "" }]}>
            <Input autoComplete="off" maxLength={60} />
          </Form.Item>
          <Form.Item name="role" label={t("people.role")} rules={[{ required: true, message: "" }]}>
            <Select
              options={people.roles.map((role) => ({
                value: role,
                label: people.two_to_give.includes(role) ? `${label("person", role)} · ${t("people.two")}` : label("person", role),
              }))}
            />
          </Form.Item>
        </div>
        <Flex gap={8}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t("people.invite")}
          </Button>
          <Button onClick={cancel}>{t("people.cancel")}</Button>
        </Flex>
      </Form>
    </Card>
  );
}
