import { Card, Empty, Tag } from "antd";
import { Link } from "react-router";

import { useSession } from "../api/queries";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { useReliefs } from "./queries";

export const STATE_COLORS: Record<string, string> = { requested: "blue", proposed: "gold", approved: "cyan", granted: "green", declined: "red" };

/** Requests for relief: the enterprise's own, or all that the bank has. */
export default function ReliefsPage() {
  const t = useText();
  const label = useLabel();
  const session = useSession();
  const reliefs = useReliefs();
  const owner = Boolean(session.data?.enterprise);
  return (
    <Page title={t("nav.reliefs")} lead={t("reliefs.lead")}>
      <Card>
        <Loaded query={reliefs}>
          {(all) =>
            all.length === 0 ? (
              <Empty description={t(owner ? "reliefs.empty" : "reliefs.empty.bank")} />
            ) : (
              <RowTable
                rows={all}
                rowKey="id"
                label={t("nav.reliefs")}
                columns={[
                  { key: "kind", title: t("relief.kind"), render: (one) => <Link to={`/reliefs/${one.id}`}>{label("relief", one.kind)}</Link> },
                  { key: "party", title: t(owner ? "loan.lender" : "loan.borrower"), render: (one) => (owner ? one.lender_name : one.enterprise.name) },
                  { key: "programme", title: t("relief.programme"), render: (one) => one.programme_name },
                  { key: "asked", title: t("relief.asked"), render: (one) => <span className="figure">{moment(one.asked_at)}</span> },
                  { key: "state", title: t("schedule.state"), render: (one) => <Tag color={STATE_COLORS[one.state]}>{label("relief.state", one.state)}</Tag> },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
