import { Flex } from "antd";

import type { StatisticsRow } from "../api/models";
import { useText } from "../i18n/text";

const STEPS = ["applied", "approved", "drawn"] as const;

/** How many came how far, as bars of one scale. */
export function Funnel({ total }: { total: StatisticsRow }) {
  const t = useText();
  const count = (what: "applied" | "approved" | "declined" | "drawn") => total[what].count ?? 0;
  const most = Math.max(1, count("applied"));
  const label = t("statistics.funnel.label", {
    applied: count("applied"),
    approved: count("approved"),
    declined: count("declined"),
    drawn: count("drawn"),
  });
  return (
    <div role="img" aria-label={label} data-testid="funnel">
      {STEPS.map((what) => (
        <Flex key={what} align="center" gap={12} style={{ marginBlock: 8 }}>
          <span style={{ width: 88, flex: "none" }}>{t(`statistics.${what}`)}</span>
          <div style={{ flex: 1, background: "#f1f4f8", borderRadius: 6 }}>
            <div style={{ width: `${(100 * count(what)) / most}%`, minWidth: 2, height: 28, background: "#4f8fe6", borderRadius: 6 }} />
          </div>
          <span className="figure figure-strong" style={{ width: 72, textAlign: "right" }} data-testid={`funnel-${what}`}>
            {t("statistics.count", { count: count(what) })}
          </span>
        </Flex>
      ))}
      <div className="small">
        {t("statistics.declined")} {t("statistics.count", { count: count("declined") })}
      </div>
    </div>
  );
}
