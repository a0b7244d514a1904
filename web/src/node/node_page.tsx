import { Alert, Card, Descriptions, Flex, Statistic } from "antd";

import { useNode, useSession } from "../api/queries";
import { useLabel, useLanguage, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { ActivationDesk } from "./activation_desk";
import { Finder } from "./finder";

/** What runs here, for those who keep data or watch over it. */
export default function NodePage() {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const node = useNode();
  const session = useSession();
  return (
    <Loaded query={node}>
      {(info) => (
        <Page title={language === "en" ? info.name_en : info.name_zh} lead={label("role", info.role)}>
          <Flex vertical gap={16}>
            <Card>
              <div className="statistics">
                <Statistic title={t("node.size")} value={info.ledger.size ?? "—"} />
                <Statistic title={t("node.log")} value={info.ledger.origin} />
                <Statistic title={t("node.version")} value={info.version} />
              </div>
            </Card>
            {info.ledger.size === null && <Alert type="warning" showIcon title={t("node.ledger.down")} description={t("node.ledger.down.help")} />}
            {session.data?.person.role === "registrar" && <ActivationDesk />}
            <Finder decisions={info.role === "bank"} />
            <Card title={t("node.about")}>
              <Descriptions
                column={1}
                size="small"
                items={[
                  { key: "org", label: t("node.org"), children: <code>{info.org}</code> },
                  { key: "role", label: t("node.role"), children: label("role", info.role) },
                  { key: "does", label: t("node.does"), children: label("does", info.role) },
                  { key: "trust", label: t("node.trust"), children: <a href="/api/v1/trust" download="trust.json">trust.json</a> },
                ]}
              />
            </Card>
          </Flex>
        </Page>
      )}
    </Loaded>
  );
}
