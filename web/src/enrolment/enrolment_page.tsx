import { KeyOutlined, SafetyOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Result, Typography } from "antd";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import { useEnterprise } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { createPasskey } from "../signing/passkey";

/** The enterprise's signing key: made on its device, attested by the registry, recorded in the ledger. */
export default function EnrolmentPage() {
  const t = useText();
  const enterprise = useEnterprise();
  const queries = useQueryClient();
  const enrol = useMutation({
    mutationFn: async () => {
      const options = await answer(client.POST("/api/v1/enrolment/options"));
      const credential = await createPasskey(options);
      return answer(client.POST("/api/v1/enrolment", { body: { kind: "webauthn", credential: { ...credential } } }));
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
                <ol className="steps-text">
                  <li>{t("enrol.step.device")}</li>
                  <li>{t("enrol.step.registry", { name: company.name })}</li>
                  <li>{t("enrol.step.ledger")}</li>
                </ol>
                {enrol.isError && <Problem error={enrol.error} retry={() => enrol.mutate()} />}
                <Button type="primary" size="large" icon={<KeyOutlined />} loading={enrol.isPending} onClick={() => enrol.mutate()}>
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
