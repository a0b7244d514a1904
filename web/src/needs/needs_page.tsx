import { Button, Card, Empty, Flex } from "antd";

import { useText } from "../i18n/text";
import { useNeed } from "../need/need";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { DraftCard } from "./draft_card";
import { NeedCard } from "./need_card";
import { draftNeed, useNeedChange, useNeeds, usePrefill } from "./queries";

/** What the enterprise needs: drafts first, then what banks follow, then what is over. */
export default function NeedsPage() {
  const t = useText();
  const needs = useNeeds();
  const prefill = usePrefill();
  const [usual] = useNeed();
  const begin = useNeedChange(() =>
    draftNeed({
      ...usual,
      amount_fen: prefill.data?.amount_fen ?? usual.amount_fen,
      guarantees: prefill.data && prefill.data.guarantees.length > 0 ? prefill.data.guarantees : null,
    }),
  );
  const fresh = (
    <Button type="primary" loading={begin.isPending} disabled={prefill.isPending} onClick={() => begin.mutate(undefined)}>
      {t("needs.new")}
    </Button>
  );
  return (
    <Page title={t("needs.title")} lead={t("needs.lead")}>
      <Flex vertical gap={16}>
        {begin.error && <Problem error={begin.error} />}
        <Loaded query={needs}>
          {(all) =>
            all.length === 0 ? (
              <Card>
                <Empty description={t("needs.empty")}>{fresh}</Empty>
              </Card>
            ) : (
              <>
                <div>{fresh}</div>
                {all.map((need) => (need.state === "draft" ? <DraftCard key={need.id} need={need} /> : <NeedCard key={need.id} need={need} />))}
              </>
            )
          }
        </Loaded>
      </Flex>
    </Page>
  );
}
