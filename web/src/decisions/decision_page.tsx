import { HistoryOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Card, Flex, Result } from "antd";
import { useParams } from "react-router";

import { answer, client } from "../api/client";
import { useDecision } from "../api/queries";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { DecisionCard } from "./decision_card";

/** A decision and its replay: the recorded rules on the recorded facts must give the recorded outcome again. */
export default function DecisionPage() {
  const t = useText();
  const label = useLabel();
  const { id = "" } = useParams();
  const decision = useDecision(id);
  const replay = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/decisions/{id}/replay", { params: { path: { id } } })),
  });
  return (
    <Page title={t("decision.page")} lead={t("decision.lead")}>
      <Flex vertical gap={16}>
        <Loaded query={decision}>{(found) => <DecisionCard decision={found} />}</Loaded>
        <Card title={t("replay.title")}>
          <Flex vertical gap={16} align="start">
            <div className="muted">{t("replay.what")}</div>
            <Button type="primary" icon={<HistoryOutlined />} loading={replay.isPending} onClick={() => replay.mutate()}>
              {t("replay.act")}
            </Button>
            {replay.isError && <Problem error={replay.error} />}
            {replay.isSuccess && (
              <Result
                data-testid="replay"
                className="receipt-result"
                status={replay.data.identical ? "success" : "error"}
                title={replay.data.identical ? t("replay.same") : t("replay.differs")}
                subTitle={t("replay.outcome", { outcome: label("outcome", replay.data.outcome) })}
              />
            )}
          </Flex>
        </Card>
      </Flex>
    </Page>
  );
}
