import { Card, Flex, Input } from "antd";
import { useNavigate } from "react-router";

import { useText } from "../i18n/text";

/** Opens what a person holds the number of: a receipt, and at a bank a decision record. */
export function Finder({ decisions }: { decisions: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const open = (folder: string) => (typed: string) => {
    const number = typed.trim();
    if (number) void navigate(`/${folder}/${encodeURIComponent(number)}`);
  };
  return (
    <Card title={t("find.title")}>
      <Flex vertical gap={12}>
        <Input.Search aria-label={t("find.receipt")} placeholder={t("find.receipt")} enterButton={t("find.act")} onSearch={open("receipts")} />
        {decisions && (
          <Input.Search aria-label={t("find.decision")} placeholder={t("find.decision")} enterButton={t("find.act")} onSearch={open("decisions")} />
        )}
        <div className="muted small">{t("find.help")}</div>
      </Flex>
    </Card>
  );
}
