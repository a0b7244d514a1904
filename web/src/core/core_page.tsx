import { DownloadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Tag } from "antd";
import { Link, useNavigate } from "react-router";

import { useSession } from "../api/queries";
import { Exact } from "../figures/money";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { MoreRows } from "../page/more_rows";
import { OneFile } from "../page/one_file";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { save } from "../page/save_file";
import { CORE, principal, reconcile, useReconciliations, type Summary } from "./queries";

/** The layout, with a balance and a movement of one loan. */
const EXAMPLE = [
  "record,loan,business_date,what,amount_fen,reference",
  "B,lon_01J00000000000000000000000,2026-07-01,outstanding_fen,10000000,",
  "B,lon_01J00000000000000000000000,2026-07-01,accrued_fen,1208,",
  "M,lon_01J00000000000000000000000,2026-07-01,repaid,2500,core-77",
  "",
].join("\r\n");

/** The core system's days beside ours: reconcile one, and see what came of those before. */
export default function CorePage() {
  const t = useText();
  const officer = useSession().data?.person.role === "officer";
  const { found, more } = useReconciliations();
  return (
    <Page title={t("core.title")} lead={t("core.lead")}>
      <Flex vertical gap={16}>
        {officer && <NewCard />}
        <Card title={t("core.history")}>
          <Loaded query={found}>
            {({ items, total }) =>
              items.length === 0 ? (
                <Empty description={officer ? t("core.empty.act") : t("core.empty")} />
              ) : (
                <>
                  <History looks={items} />
                  <MoreRows shown={items.length} total={total} more={more} reading={found.isFetchingNextPage} />
                </>
              )
            }
          </Loaded>
        </Card>
      </Flex>
    </Page>
  );
}

function NewCard() {
  const t = useText();
  const go = useNavigate();
  const queries = useQueryClient();
  const made = useMutation({
    mutationFn: reconcile,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [CORE] });
      await go(`/core/${id}`);
    },
  });
  return (
    <Card title={t("core.new")} data-testid="reconcile">
      <Flex vertical gap={12}>
        <div className="muted">{t("core.new.lead")}</div>
        <Flex gap={12} wrap>
          <OneFile label={t("core.choose")} accept=".csv,text/csv" busy={made.isPending} onFile={(file) => made.mutate(file)} />
          <Button icon={<DownloadOutlined />} onClick={() => save(new Blob([EXAMPLE], { type: "text/csv" }), "core-day.csv")}>
            {t("core.example")}
          </Button>
        </Flex>
        {made.isError && <Problem error={made.error} />}
      </Flex>
    </Card>
  );
}

function History({ looks }: { looks: readonly Summary[] }) {
  const t = useText();
  return (
    <RowTable
      label={t("core.history")}
      rows={looks}
      rowKey="id"
      columns={[
        { key: "day", title: t("core.day"), render: (one) => <Link to={`/core/${one.id}`} className="figure">{one.business_date}</Link> },
        { key: "result", title: t("core.result"), render: (one) => <Outcome look={one} /> },
        { key: "loans", title: t("core.loans"), align: "right", render: (one) => one.loans },
        { key: "gap", title: t("core.gap"), align: "right", render: (one) => <Exact fen={principal(one.sums)?.difference_fen ?? 0} /> },
        { key: "at", title: t("core.at"), render: (one) => <span className="figure">{moment(one.at)}</span> },
        { key: "by", title: t("core.by"), render: (one) => one.by },
      ]}
    />
  );
}

function Outcome({ look }: { look: Summary }) {
  const t = useText();
  return look.differences === 0 ? <Tag color="green">{t("core.agree")}</Tag> : <Tag color="red">{t("core.differ", { loans: look.differing })}</Tag>;
}
