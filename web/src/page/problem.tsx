import { Alert, Button } from "antd";

import { ApiError } from "../api/errors";
import { useText } from "../i18n/text";
import { ConfirmAgain } from "../session/confirm_again";
import { SigningRefused } from "../signing/passkey";

/** An error as a person needs it: what happened, who and where, what to do now, and a way to try again if that helps. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useText();
  if (error instanceof SigningRefused) {
    return <Alert type="warning" showIcon title={t(`passkey.${error.reason}`)} description={t(`passkey.${error.reason}.help`)} />;
  }
  if (!(error instanceof ApiError)) {
    return <Alert type="error" showIcon title={t("problem.unknown")} description={error instanceof Error ? error.message : String(error)} />;
  }
  if (error.code === "confirm_first") return <ConfirmAgain retry={retry} />;
  const cause = error.code === "unreachable" ? t("problem.unreachable") : error.message || t("problem.http", { status: error.status });
  const remedy = error.code === "unreachable" ? t("problem.unreachable.help") : error.remedy;
  const where = [error.party, error.stage].filter(Boolean).join(" · ");
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={cause}
      description={
        <>
          {remedy && <div>{remedy}</div>}
          <div className="muted small">
            {where && <span>{where} · </span>}
            <code>{error.code}</code>
          </div>
        </>
      }
      action={
        retry && error.retriable ? (
          <Button size="small" onClick={retry}>
            {t("problem.retry")}
          </Button>
        ) : undefined
      }
    />
  );
}
