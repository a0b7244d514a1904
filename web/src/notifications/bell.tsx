import { BellOutlined } from "@ant-design/icons";
import { Badge, Button } from "antd";
import { Link } from "react-router";

import { useText } from "../i18n/text";
import { useLiveNews, useNews } from "../people/queries";

/** How much is unread, told while one looks. */
export function Bell() {
  const t = useText();
  useLiveNews();
  const unread = useNews().data?.unread ?? 0;
  return (
    <Link to="/notifications" aria-label={t("bell.open", { count: unread })} data-testid="bell" data-unread={unread}>
      <Badge count={unread} size="small" overflowCount={99}>
        <Button type="text" icon={<BellOutlined />} tabIndex={-1} aria-hidden />
      </Badge>
    </Link>
  );
}
