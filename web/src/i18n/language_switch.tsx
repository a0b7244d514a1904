import { TranslationOutlined } from "@ant-design/icons";
import { Button } from "antd";

import { useLanguageChoice } from "./text";

/** One press changes the language; the button names the other one. */
export function LanguageSwitch() {
  const { language, choose } = useLanguageChoice();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button type="text" lang={other} icon={<TranslationOutlined />} onClick={() => choose(other)}>
      {other === "en" ? "English" : "中文"}
    </Button>
  );
}
