import { Alert, Button } from "antd";

import type { Opinion } from "../api/models";
import { share } from "../format/rate";
import { useText } from "../i18n/text";

/** The early-warning line in words: where the share of bad events stands, and from where it warns. */
export function lineSaid(opinion: Opinion, t: ReturnType<typeof useText>): string {
  const line = opinion.line;
  if (!line) return "";
  if (line.share === null || line.usual === null || line.warns_from === null) return t("opinion.line.few", { months: line.months });
  return t("opinion.line.said", { months: line.months, share: share(line.share, 0), usual: share(line.usual, 0), before: line.before_months, line: share(line.warns_from, 0) });
}

/** One line in a portrait's overview: how public opinion stands to its early warning, and the way to all of it. */
export function OpinionLine({ opinion, onMore }: { opinion: Opinion | undefined; onMore: () => void }) {
  const t = useText();
  if (!opinion) return null;
  const gravest = opinion.warnings.some((warning) => warning.level === "alert") ? "error" : "warning";
  const calm = opinion.warnings.length === 0;
  return (
    <Alert
      data-testid="opinion-line"
      type={calm ? "success" : gravest}
      showIcon
      title={calm ? t("opinion.line.calm") : t("opinion.line.warns", { count: opinion.warnings.length, first: opinion.warnings[0]?.text ?? "" })}
      description={lineSaid(opinion, t)}
      action={
        <Button size="small" onClick={onMore}>
          {t("opinion.line.more")}
        </Button>
      }
    />
  );
}
