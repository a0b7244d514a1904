import { Card, Empty } from "antd";

import type { Score } from "../api/models";
import { useApplicantPortrait } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { PortraitView } from "./portrait_view";

type Asked = { application: string; score: Score | undefined; version: string; empty: string };

/** An applicant's portrait at its bank: not there before the assessment, and gone once a grant behind it has ended. */
export function ApplicantPortrait({ application, score, version, empty }: Asked) {
  const t = useText();
  const portrait = useApplicantPortrait(application, version);
  return (
    <Loaded query={portrait}>
      {(found) =>
        found !== null && found !== "over" ? (
          <PortraitView portrait={found} application={application} score={score} />
        ) : (
          <Card title={t("portrait.title")} data-testid="portrait">
            <Empty description={found === "over" ? t("portrait.over") : empty} />
          </Card>
        )
      }
    </Loaded>
  );
}
