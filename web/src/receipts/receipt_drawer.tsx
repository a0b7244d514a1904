import { Drawer } from "antd";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";

import { useText } from "../i18n/text";
import { ReceiptView } from "./receipt_view";

const OpenReceipt = createContext<(entry: string) => void>(() => undefined);

/** Shows the receipt of an entry in a drawer. */
export const useReceiptDrawer = (): ((entry: string) => void) => useContext(OpenReceipt);

export function ReceiptDrawer({ children }: { children: ReactNode }) {
  const t = useText();
  const [entry, setEntry] = useState<string | null>(null);
  const close = useCallback(() => setEntry(null), []);
  return (
    <OpenReceipt value={setEntry}>
      {children}
      <Drawer title={t("receipt.title")} open={entry !== null} onClose={close} size="min(560px, 100vw)" destroyOnHidden>
        {entry !== null && <ReceiptView entry={entry} />}
      </Drawer>
    </OpenReceipt>
  );
}
