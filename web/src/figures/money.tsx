import { Tooltip } from "antd";

import { exactYuan, shortMoney } from "../format/money";
import { useLanguage } from "../i18n/text";

/** An amount in 万元; the exact amount shows on hover and keyboard focus. */
export function Money({ fen, strong = false }: { fen: number; strong?: boolean }) {
  const language = useLanguage();
  return (
    <Tooltip title={exactYuan(fen)} trigger={["hover", "focus"]}>
      <span className={strong ? "figure figure-strong" : "figure"} tabIndex={0} data-fen={fen}>
        {shortMoney(fen, language)}
      </span>
    </Tooltip>
  );
}

/** An amount to the fen, for schedules. */
export function Exact({ fen }: { fen: number }) {
  return <span className="figure">{exactYuan(fen)}</span>;
}
