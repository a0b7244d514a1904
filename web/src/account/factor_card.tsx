import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input, Popconfirm, QRCode, Typography } from "antd";

import { answer, client } from "../api/client";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { useFactor } from "../people/queries";

/** The authenticator app: set up by a picture that is drawn here, confirmed by its first code. */
export function FactorCard() {
  const t = useText();
  const factor = useFactor();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["factor"] });
  const begin = useMutation({ mutationFn: () => answer(client.POST("/api/v1/session/factor")) });
  const confirm = useMutation({
    mutationFn: (code: string) => answer(client.POST("/api/v1/session/factor/confirmation", { body: { code } })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => answer(client.DELETE("/api/v1/session/factor")),
    onSuccess: async () => {
      begin.reset();
      confirm.reset();
      await refresh();
    },
  });
  return (
    <Card title={t("factor.title")}>
      <Loaded query={factor}>
        {({ since, recovery_left }) => (
          <Flex vertical gap={12}>
            {since ? (
              <>
                <div>{t("factor.on", { since: day(since), left: recovery_left })}</div>
                {confirm.isSuccess && <Alert type="warning" showIcon title={t("factor.paper")} description={<Codes codes={confirm.data.codes} />} />}
                <Popconfirm title={t("factor.remove.sure")} onConfirm={() => remove.mutate()}>
                  <Button loading={remove.isPending}>
                    {t("factor.remove")}
                  </Button>
                </Popconfirm>
                {remove.isError && <Problem error={remove.error} retry={() => remove.mutate()} />}
              </>
            ) : begin.isSuccess ? (
              <>
                <div>{t("factor.scan")}</div>
                <QRCode aria-label={t("factor.picture")} value={begin.data.uri} size={176} />
                <Typography.Text code copyable className="break" data-testid="factor-secret">
                  {begin.data.secret}
                </Typography.Text>
                <Form<{ code: string }> layout="inline" onFinish={({ code }) => confirm.mutate(code)}>
                  <Form.Item name="code" rules={[{ required: true, message: "" }]}>
                    <Input aria-label={t("factor.code")} placeholder={t("factor.code")} autoComplete="one-time-code" inputMode="numeric" maxLength={12} />
                  </Form.Item>
                  <Button type="primary" htmlType="submit" loading={confirm.isPending}>
                    {t("factor.confirm")}
                  </Button>
                </Form>
                {confirm.isError && <Problem error={confirm.error} />}
              </>
            ) : (
              <>
                <div>{t("factor.off")}</div>
                <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
                  {t("factor.begin")}
                </Button>
                {begin.isError && <Problem error={begin.error} retry={() => begin.mutate()} />}
              </>
            )}
          </Flex>
        )}
      </Loaded>
    </Card>
  );
}

function Codes({ codes }: { codes: string[] }) {
  return (
    <ul className="paper-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code.replace(/(.{4})(?=.)/g, "$1-")}</code>
        </li>
      ))}
    </ul>
  );
}
