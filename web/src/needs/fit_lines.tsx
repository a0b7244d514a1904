import { Flex, Progress, Tag } from "antd";

import { useLabel, useText } from "../i18n/text";
import type { BoardNeed } from "./queries";

const COLORS = { pass: "green", ask: "gold", fail: "default" } as const;

/** How this bank's products fit a need, best first: degree, verdict, and the conditions that are not kept or not known. */
export function FitLines({ fits }: { fits: BoardNeed["fits"] }) {
  const t = useText();
  const label = useLabel();
  if (fits === null) return <span className="muted">{t("board.fit.hidden")}</span>;
  const rules = (notes: { text: string }[]) => notes.map((one) => one.text).join(t("list.separator"));
  return (
    <ul className="plain-list">
      {fits.slice(0, 3).map((fit) => (
        <li key={fit.product}>
          <Flex gap={8} align="center" wrap>
            <span>{fit.product_name}</span>
            <Tag color={COLORS[fit.verdict]}>{label("verdict", fit.verdict)}</Tag>
            <Progress percent={fit.degree} size="small" steps={10} format={(degree) => String(degree)} aria-label={`${t("match.degree")} ${fit.product_name}`} />
          </Flex>
          {fit.unmet.length > 0 && <div className="muted small">{t("board.unmet", { rules: rules(fit.unmet) })}</div>}
          {fit.asks.length > 0 && <div className="muted small">{t("board.asks", { rules: rules(fit.asks) })}</div>}
          {fit.verdict !== "pass" && fit.raises.length > 0 && <div className="muted small">{t("board.raises", { rules: rules(fit.raises) })}</div>}
        </li>
      ))}
    </ul>
  );
}
