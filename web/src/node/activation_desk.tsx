import { useMutation } from "@tanstack/react-query";
import { Alert, Card, Flex, Input, Typography } from "antd";

import { answer, client } from "../api/client";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

/** The registry's desk: a fresh code for the enterprise that stands before the registrar, shown this once. */
export function ActivationDesk() {
  const t = useText();
  const issue = useMutation({
    mutationFn: (uscc: string) => answer(client.POST("/api/v1/activations", { body: { uscc: uscc.trim().toUpperCase() } })),
  });
  return (
    <Card title={t("activate.title")}>
      <Flex vertical gap={12}>
        <Input.Search
          aria-label={t("activate.uscc")}
          placeholder={t("activate.uscc")}
          enterButton={t("activate.act")}
          maxLength={18}
          loading={issue.isPending}
          onSearch={(typed) => typed.trim() && issue.mutate(typed)}
        />
        {issue.isError && <Problem error={issue.error} retry={() => issue.reset()} />}
        {issue.isSuccess && (
          <Alert
            type="success"
            title={issue.data.name}
            description={
              <Typography.Text code data-testid="activation-code">
                {issue.data.code.replace(/(.{4})(?=.)/g, "$1-")}
              </Typography.Text>
            }
          />
        )}
        <div className="muted small">{t("activate.help")}</div>
      </Flex>
    </Card>
  );
}
