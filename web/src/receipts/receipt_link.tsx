import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Button } from "antd";

import { useText } from "../i18n/text";
import { useReceiptDrawer } from "./receipt_drawer";

/** Opens the proof of one ledger entry over the page one is on. */
export function ReceiptLink({ entry, text }: { entry: string | null | undefined; text?: string }) {
  const t = useText();
  const open = useReceiptDrawer();
  if (!entry) return <span className="muted">—</span>;
  return (
    <Button
      type="link"
      size="small"
      className="receipt-link"
      icon={<SafetyCertificateOutlined />}
      data-entry={entry}
      onClick={() => open(entry)}
    >
      {text ?? t("receipt.open")}
    </Button>
  );
}
