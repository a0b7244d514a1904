import { Alert } from "antd";

import type { Score } from "../api/models";
import { share } from "../format/rate";
import { useText } from "../i18n/text";

/** What coverage allows: nothing to say where it allows the whole score; else the cap, and the grants that would lift it. */
export function ScoreStanding({ score }: { score: Score }) {
  const t = useText();
  const standing = score.standing;
  if (!standing || standing.depth === "full") return null;
  return (
    <Alert
      type={standing.depth === "none" ? "warning" : "info"}
      showIcon
      data-testid="standing"
      title={standing.text}
      description={
        standing.needs.length > 0 && (
          <>
            <div>{t("standing.needs")}</div>
            <ul className="steps-text">
              {standing.needs.map((need) => (
                <li key={need.source}>{need.text}</li>
              ))}
            </ul>
            <div className="muted small">{t("standing.with", { share: share(standing.coverage_with) })}</div>
          </>
        )
      }
    />
  );
}
