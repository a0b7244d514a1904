import { Button, Flex } from "antd";

import { useText } from "../i18n/text";

/** How much of a long list is shown, and the way to more of it; nothing where all of it is. */
export function MoreRows({ shown, total, more, reading }: { shown: number; total: number; more?: () => void; reading: boolean }) {
  const t = useText();
  if (!more) return null;
  return (
    <Flex justify="center" align="center" gap={12} style={{ marginTop: 12 }}>
      <span className="muted small">{t("list.shown", { shown, total })}</span>
      <Button onClick={more} loading={reading}>
        {t("list.more")}
      </Button>
    </Flex>
  );
}
