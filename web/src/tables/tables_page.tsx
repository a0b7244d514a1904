import { Flex } from "antd";

import { useSession } from "../api/queries";
import { useText } from "../i18n/text";
import { Page } from "../page/page";
import { ExportCard } from "./export_card";
import { ImportCard } from "./import_card";
import { KeptCard } from "./kept_card";

/** What the bank takes out of its node as tables, and what it brings of its own customers. */
export default function TablesPage() {
  const t = useText();
  const steward = useSession().data?.person.role === "steward";
  return (
    <Page title={t("nav.tables")} lead={t("tables.lead")}>
      <Flex vertical gap={16}>
        {steward ? (
          <>
            <ImportCard />
            <KeptCard />
          </>
        ) : (
          <ExportCard />
        )}
      </Flex>
    </Page>
  );
}
