import { Button, Flex, Form, Input, InputNumber, Select } from "antd";

import type { TokenList, TokenRequest } from "../api/models";
import { useLabel, useText } from "../i18n/text";

/** Which program is let in, as what, and how long. */
export function TokenForm({ tokens, busy, send, cancel }: { tokens: TokenList; busy: boolean; send: (token: TokenRequest) => void; cancel: () => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <Form<TokenRequest> layout="vertical" requiredMark={false} onFinish={send} initialValues={{ days: Math.min(90, tokens.days_max) }}>
      <div className="two-columns">
        <Form.Item name="name" label={t("programs.name")} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,62}$/, message: t("programs.name.rule") }]}>
          <Input autoComplete="off" maxLength={63} />
        </Form.Item>
        <Form.Item name="role" label={t("people.role")} rules={[{ required: true, message: "" }]}>
          <Select
            options={tokens.roles.map((role) => ({
              value: role,
              label: tokens.two_to_give.includes(role) ? `${label("person", role)} · ${t("people.two")}` : label("person", role),
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("programs.days")} rules={[{ required: true, message: "" }]}>
          <InputNumber min={1} max={tokens.days_max} precision={0} />
        </Form.Item>
      </div>
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("programs.issue")}
        </Button>
        <Button onClick={cancel}>{t("people.cancel")}</Button>
      </Flex>
    </Form>
  );
}
