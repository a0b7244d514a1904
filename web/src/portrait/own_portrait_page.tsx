import { Card, Empty } from "antd";

import { useOwnPortrait } from "../api/queries";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { PortraitView } from "./portrait_view";

/** The enterprise's own portrait: what a bank sees once it is allowed. */
export default function OwnPortraitPage() {
  const t = useText();
  const portrait = useOwnPortrait();
  return (
    <Page title={t("nav.portrait")} lead={t("portrait.own.lead")}>
      <Loaded query={portrait}>
        {(found) =>
          found ? (
            <PortraitView portrait={found} />
          ) : (
            <Card>
              <Empty description={t("portrait.own.empty")} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}
