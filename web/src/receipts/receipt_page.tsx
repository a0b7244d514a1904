import { Card } from "antd";
import { useParams } from "react-router";

import { useText } from "../i18n/text";
import { Page } from "../page/page";
import { ReceiptView } from "./receipt_view";

/** A receipt under its own address, to send to a colleague. */
export default function ReceiptPage() {
  const t = useText();
  const { entry = "" } = useParams();
  return (
    <Page title={t("receipt.title")} lead={t("receipt.lead")}>
      <Card className="narrow">
        <ReceiptView entry={entry} />
      </Card>
    </Page>
  );
}
