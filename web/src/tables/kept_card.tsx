import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Flex, Popconfirm, Statistic, Tag } from "antd";
import { useState } from "react";

import { Exact } from "../figures/money";
import { day, moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { MoreRows } from "../page/more_rows";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { SearchField } from "../page/search_field";
import { CUSTOMERS, forget, useOwnCustomers, type OwnCustomer } from "./queries";

/** What is kept now of the bank's own customers: how much, of which days, and each row to be deleted. */
export function KeptCard() {
  const t = useText();
  const [words, setWords] = useState("");
  const { found, more } = useOwnCustomers(words);
  return (
    <Card title={t("tables.now")} data-testid="kept">
      <Loaded query={found}>
        {(all) =>
          all.kept === 0 ? (
            <Empty description={t("tables.now.empty")} />
          ) : (
            <Flex vertical gap={16}>
              <div className="statistics">
                <Statistic title={t("tables.now.rows")} value={all.kept} />
                <Statistic title={t("tables.now.watched")} value={all.watched} />
                <Statistic title={t("tables.now.days")} value={days(all.oldest_as_of, all.newest_as_of, (from, to) => t("tables.now.range", { from, to }))} />
                <Statistic title={t("tables.now.at")} value={moment(all.brought_at)} />
              </div>
              <SearchField label={t("tables.now.search")} onSearch={setWords} />
              {all.total === 0 ? <Empty description={t("tables.now.none")} /> : <Rows rows={all.items} />}
              <MoreRows shown={all.items.length} total={all.total} more={more} reading={found.isFetchingNextPage} />
            </Flex>
          )
        }
      </Loaded>
    </Card>
  );
}

function Rows({ rows }: { rows: readonly OwnCustomer[] }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const drop = useMutation({
    mutationFn: forget,
    onSuccess: () => message.success(t("tables.forget.done")),
    onSettled: () => queries.invalidateQueries({ queryKey: [CUSTOMERS] }),
  });
  return (
    <>
      <RowTable
        label={t("tables.now")}
        rows={rows}
        rowKey="uscc"
        columns={[
          { key: "uscc", title: t("tables.col.uscc"), render: (one) => <span className="figure">{one.uscc}</span> },
          { key: "as_of", title: t("tables.col.as_of"), render: (one) => <span className="figure">{day(one.as_of)}</span> },
          { key: "rating", title: t("tables.col.rating"), render: (one) => one.rating },
          { key: "limit", title: t("tables.col.limit_yuan"), align: "right", render: (one) => (one.limit_fen === null ? "—" : <Exact fen={one.limit_fen} />) },
          { key: "watched", title: t("tables.col.watched"), render: (one) => (one.watched ? <Tag color="orange">{t("tables.col.watched")}</Tag> : "—") },
          { key: "note", title: t("tables.col.note"), render: (one) => one.note || "—" },
          { key: "by", title: t("tables.col.by"), render: (one) => one.brought_by },
          {
            key: "forget",
            title: "",
            render: (one) => (
              <Popconfirm title={t("tables.forget.sure")} onConfirm={() => drop.mutate(one.uscc)}>
                <Button danger size="small" loading={drop.isPending && drop.variables === one.uscc}>
                  {t("tables.forget")}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      {drop.isError && <Problem error={drop.error} />}
    </>
  );
}

function days(from: string | null, to: string | null, range: (from: string, to: string) => string): string {
  return from === to || !from || !to ? day(to) : range(from, to);
}
