import { Button, Result } from "antd";
import { Link } from "react-router";

import { useText } from "../i18n/text";

export function NotFound() {
  const t = useText();
  return (
    <Result
      status="404"
      title={t("notfound.title")}
      subTitle={t("notfound.help")}
      extra={
        <Link to="/">
          <Button type="primary">{t("notfound.home")}</Button>
        </Link>
      }
    />
  );
}
