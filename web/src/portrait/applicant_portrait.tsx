import { Card, Empty } from "antd";

import { useApplicantPortrait } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { PortraitView } from "./portrait_view";

/** An applicant's portrait at its bank: not there before the assessment, and gone once a grant behind it has ended. */
export function ApplicantPortrait({ application, version, empty }: { application: string; version: string; empty: string }) {
  const t = useText();
  const portrait = useApplicantPortrait(application, version);
  return (
    <Loaded query={portrait}>
      {(found) =>
        found !== null && found !== "over" ? (
          <PortraitView portrait={found} application={application} />
        ) : (
          <Card title={t("portrait.title")} data-testid="portrait">
            <Empty description={found === "over" ? t("portrait.over") : empty} />
          </Card>
        )
      }
    </Loaded>
  );
}
