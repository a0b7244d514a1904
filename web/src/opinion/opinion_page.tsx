import { Card } from "antd";

import { useOwnOpinion } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { OpinionPanel } from "./opinion_panel";

/** What the papers say of my enterprise, as the platform tells it to whom I allow. */
export default function OpinionPage() {
  const t = useText();
  const own = useOwnOpinion();
  return (
    <Page title={t("opinion.title")} lead={t("opinion.lead")}>
      <Card>
        <Loaded query={own}>{({ opinion }) => <OpinionPanel opinion={opinion} />}</Loaded>
      </Card>
    </Page>
  );
}
