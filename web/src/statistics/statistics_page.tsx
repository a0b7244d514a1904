import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Flex, Segmented } from "antd";
import { useState, type ReactNode } from "react";

import type { StatisticsRow, StatisticsTable } from "../api/models";
import { ApiError } from "../api/errors";
import { Money } from "../figures/money";
import { share } from "../format/rate";
import { useText, type Translate } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { Coverage } from "./coverage";
import { Funnel } from "./funnel";
import { BREAKDOWNS, file, useStatistics, type Breakdown } from "./queries";
import { TileMap } from "./tile_map";
import { Trend } from "./trend";

const BEFORE = ["scored", "needed", "answered"] as const;

/** The city's lending in numbers, for those who watch over the city. */
export default function StatisticsPage() {
  const t = useText();
  const [by, setBy] = useState<Breakdown>("county");
  const table = useStatistics(by);
  return (
    <Loaded query={table}>
      {(found) => (
        <Page title={t("statistics.title")} lead={t("statistics.lead", { minimum: found.minimum, closed: found.closed_before })}>
          <Flex vertical gap={16}>
            <Card title={t("statistics.funnel")}>
              {found.total.applied.count === 0 ? <Empty description={t("statistics.nothing")} /> : <Funnel total={found.total} />}
            </Card>
            <Coverage total={found.total} />
            <Card>
              <Flex wrap gap={12} justify="space-between" style={{ marginBottom: 16 }}>
                <div style={{ maxWidth: "100%", overflowX: "auto" }}>
                  <Segmented
                    aria-label={t("statistics.by")}
                    value={by}
                    onChange={setBy}
                    options={BREAKDOWNS.map((value) => ({ value, label: t(`statistics.by.${value}`) }))}
                  />
                </div>
                <Download by={by} />
              </Flex>
              <Breakdowns by={by} found={found} />
            </Card>
            <Refusals found={found} />
          </Flex>
        </Page>
      )}
    </Loaded>
  );
}

function Breakdowns({ by, found }: { by: Breakdown; found: StatisticsTable }) {
  const t = useText();
  if (found.rows.length === 0) return <Alert type="info" showIcon title={t("statistics.few", { minimum: found.minimum })} />;
  return (
    <Flex vertical gap={16}>
      {by === "county" && (
        <Flex justify="center" aria-label={t("statistics.map")}>
          <TileMap rows={found.rows} />
        </Flex>
      )}
      {by === "month" && <Trend rows={found.rows} />}
      <RowTable
        rows={[...found.rows, { ...found.total, name: t("statistics.total") }]}
        rowKey={(row) => row.group || "total"}
        label={t(`statistics.by.${by}`)}
        columns={[
          { key: "group", title: t(`statistics.group.${by}`), render: (row) => row.name },
          ...stepsOf(by).map((what) => ({
            key: what,
            title: t(`statistics.${what}`),
            align: "right" as const,
            render: (row: StatisticsRow) => <Told value={row[what].count}>{(count) => t(what === "scored" ? "statistics.enterprises" : "statistics.count", { count })}</Told>,
          })),
          {
            key: "first",
            title: t("statistics.first"),
            align: "right" as const,
            render: (row) => <Told value={row.drawn.first_loans}>{(count) => t("statistics.count", { count })}</Told>,
          },
          ...measures(t),
        ]}
      />
    </Flex>
  );
}

/** Needs and scores belong to no bank and no campaign. */
function stepsOf(by: Breakdown) {
  const applications = ["applied", "approved", "declined", "drawn"] as const;
  return by === "lender" || by === "campaign" ? applications : ([...BEFORE, ...applications] as const);
}

/** Amounts, rates and times of draws; a month that is not over, or too few: a dash. */
function measures(t: Translate) {
  return [
    { key: "amount", title: t("statistics.amount"), render: (row: StatisticsRow) => <Told value={row.drawn.amount_fen}>{(fen) => <Money fen={fen} />}</Told> },
    { key: "rate", title: t("statistics.rate"), render: (row: StatisticsRow) => <Told value={row.drawn.rate}>{(rate) => share(rate, 2)}</Told> },
    {
      key: "hours",
      title: t("statistics.hours"),
      render: (row: StatisticsRow) => (
        <Told value={row.drawn.hours_median}>{(hours) => t("statistics.hours.value", { hours: Math.round(hours * 10) / 10 })}</Told>
      ),
    },
    {
      key: "unsecured",
      title: t("statistics.unsecured"),
      render: (row: StatisticsRow) => <Told value={row.drawn.unsecured_share}>{(unsecured) => share(unsecured)}</Told>,
    },
  ].map((column) => ({ ...column, align: "right" as const }));
}

function Told({ value, children }: { value: number | null; children: (value: number) => ReactNode }) {
  const t = useText();
  if (value === null) return <span title={t("statistics.withheld")}>{t("statistics.hidden")}</span>;
  return <span className="figure">{children(value)}</span>;
}

function Refusals({ found }: { found: StatisticsTable }) {
  const t = useText();
  return (
    <Card title={t("statistics.refusals")}>
      <RowTable
        rows={found.refusals}
        rowKey="code"
        label={t("statistics.refusals")}
        empty={t("statistics.refusals.none")}
        columns={[
          { key: "code", title: t("statistics.refusals"), render: (row) => <span title={row.code}>{row.text}</span> },
          { key: "count", title: t("statistics.declined"), align: "right", render: (row) => t("statistics.count", { count: row.count }) },
        ]}
      />
    </Card>
  );
}

function Download({ by }: { by: Breakdown }) {
  const t = useText();
  const { notification } = App.useApp();
  const download = useMutation({
    mutationFn: () => file(by),
    onSuccess: (csv) => save(csv, `puhui-${by}.csv`),
    onError: (error) =>
      notification.error({ title: t("statistics.download.failed"), description: error instanceof ApiError ? error.message : undefined }),
  });
  return (
    <Button icon={<DownloadOutlined />} loading={download.isPending} onClick={() => download.mutate()}>
      {t("statistics.download")}
    </Button>
  );
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
