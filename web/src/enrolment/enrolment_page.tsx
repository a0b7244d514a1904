import { KeyOutlined, SafetyOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input, Result, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import { useEnterprise } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { activation, looksLikeCode } from "../signing/activation";
import { createPasskey } from "../signing/passkey";

/** The enterprise's signing key: made on its device, attested by the registry, recorded in the ledger. */
export default function EnrolmentPage() {
  const t = useText();
  const enterprise = useEnterprise();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const enrol = useMutation({
    mutationFn: async (uscc: string) => {
      const options = await answer(client.POST("/api/v1/enrolment/options"));
      const credential = await createPasskey(options);
      const authorised = await activation(code, uscc, credential.response.attestationObject);
      return answer(client.POST("/api/v1/enrolment", { body: { kind: "webauthn", credential: { ...credential }, activation: authorised } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["enterprise"] }),
  });
  return (
    <Page title={t("enrol.title")} lead={t("enrol.lead")}>
      <Card className="narrow">
        <Loaded query={enterprise}>
          {(company) =>
            enrol.isSuccess ? (
              <Result
                status="success"
                title={t("enrol.done")}
                subTitle={t("enrol.done.help")}
                extra={[
                  <Link key="next" to="/consent">
                    <Button type="primary" size="large">
                      {t("enrol.next")}
                    </Button>
                  </Link>,
                  <ReceiptLink key="receipt" entry={enrol.data.entry} />,
                ]}
              />
            ) : (
              <Flex vertical gap={20}>
                {company.enrolled && <Alert type="info" showIcon title={t("enrol.again")} />}
                <Typography.Paragraph>
                  <SafetyOutlined /> {t("enrol.what")}
                </Typography.Paragraph>
                <Form layout="vertical">
                  <Form.Item label={t("enrol.code")} extra={t("enrol.code.help")} htmlFor="activation-code">
                    <Input id="activation-code" size="large" autoComplete="one-time-code" spellCheck={false} maxLength={24} value={code} onChange={(event) => setCode(event.target.value)} />
                  </Form.Item>
                </Form>
                <ol className="steps-text">
                  <li>{t("enrol.step.device")}</li>
                  <li>{t("enrol.step.registry", { name: company.name })}</li>
                  <li>{t("enrol.step.ledger")}</li>
                </ol>
                {enrol.isError && <Problem error={enrol.error} retry={() => enrol.mutate(company.uscc)} />}
                <Button type="primary" size="large" icon={<KeyOutlined />} loading={enrol.isPending} disabled={!looksLikeCode(code)} onClick={() => enrol.mutate(company.uscc)}>
                  {t("enrol.act")}
                </Button>
                <div className="muted small">{t("enrol.lost")}</div>
              </Flex>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
