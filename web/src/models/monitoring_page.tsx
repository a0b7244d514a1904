import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Tag } from "antd";
import { useMemo } from "react";

import { answer, client } from "../api/client";
import type { ModelComparison, ModelReport } from "../api/models";
import { useSession } from "../api/queries";
import { Chart } from "../charts/chart";
import { share } from "../format/rate";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";
import { summaryOf, type Period } from "./monitoring";
import { MODELS, useComparisons, useReports } from "./queries";
import { ReportPictures } from "./report_pictures";

/** What monitoring says of the models that score here, and how shadows do beside them. */
export default function MonitoringPage() {
  const t = useText();
  const reports = useReports();
  const comparisons = useComparisons();
  return (
    <Page title={t("watch.title")} lead={t("watch.lead")}>
      <Flex vertical gap={16}>
        <Card title={t("watch.reports")}>
          <Loaded query={reports}>{(all) => (all.length === 0 ? <Empty description={t("watch.none")} /> : <Reports reports={all} />)}</Loaded>
        </Card>
        <Card title={t("compare.title")}>
          <Loaded query={comparisons}>
            {(all) => (all.length === 0 ? <Empty description={t("compare.none")} /> : all.map((pair) => <Comparison key={pair.champion + pair.shadow} pair={pair} />))}
          </Loaded>
        </Card>
      </Flex>
    </Page>
  );
}

function Reports({ reports }: { reports: ModelReport[] }) {
  const t = useText();
  const role = useSession().data?.person.role;
  const last = (report: ModelReport): Period | undefined => summaryOf(report).periods.at(-1);
  const asPercent = (value: number | null | undefined) => <span className="figure">{value === null || value === undefined ? "—" : share(value)}</span>;
  return (
    <>
      <RowTable
        rows={reports}
        rowKey={(report) => String(report.seq)}
        label={t("watch.reports")}
        columns={[
          {
            key: "month",
            title: t("watch.month"),
            render: (report) => (
              <>
                <span className="figure">{report.month}</span> <span className="muted small">{t(report.monthly ? "watch.monthly" : "watch.asked")}</span>
              </>
            ),
          },
          { key: "model", title: t("watch.model"), render: (report) => `${report.name} ${report.version}` },
          { key: "rows", title: t("watch.rows"), align: "right", render: (report) => <span className="figure">{summaryOf(report).periods.reduce((sum, row) => sum + row.rows, 0)}</span> },
          { key: "psi", title: t("watch.psi"), align: "right", render: (report) => <span className="figure">{last(report)?.psi?.toFixed(3) ?? "—"}</span> },
          { key: "approved", title: t("watch.approved"), align: "right", render: (report) => asPercent(last(report)?.approved) },
          { key: "overridden", title: t("watch.overridden"), align: "right", render: (report) => asPercent(last(report)?.overridden) },
          {
            key: "review",
            title: t("watch.review"),
            render: (report) => (
              <>
                <Tag color={report.review ? "red" : "green"}>{t(report.review ? "watch.flag" : "watch.ok")}</Tag>
                {summaryOf(report).triggers.map((trigger) => (
                  <div key={trigger.code} className="small">
                    {trigger.text}
                  </div>
                ))}
              </>
            ),
          },
          {
            key: "page",
            title: "",
            render: (report) => (
              <a href={`/api/v1/models/monitoring/${report.seq}/page`} target="_blank" rel="noreferrer">
                {t("watch.page")}
              </a>
            ),
          },
          { key: "proof", title: t("watch.proof"), render: (report) => <ReceiptLink entry={report.entry} /> },
        ]}
      />
      <div className="section-title">
        <ReportPictures reports={reports} />
      </div>
      {(role === "validator" || role === "approver") && <WatchNow digests={[...new Set(reports.map((report) => report.model))]} reports={reports} />}
    </>
  );
}

/** Reports on the models again, without waiting for the end of the month. */
function WatchNow({ digests, reports }: { digests: string[]; reports: ModelReport[] }) {
  const t = useText();
  const queries = useQueryClient();
  const watch = useMutation({
    mutationFn: (digest: string) => answer(client.POST("/api/v1/models/{digest}/monitoring", { params: { path: { digest } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [MODELS] }),
  });
  const named = (digest: string) => reports.find((report) => report.model === digest)?.name ?? digest.slice(0, 12);
  return (
    <Flex gap={8} wrap className="section-title">
      {digests.map((digest) => (
        <Button key={digest} loading={watch.isPending} onClick={() => watch.mutate(digest)}>
          {t("watch.act")} · {named(digest)}
        </Button>
      ))}
      {watch.isError && <Problem error={watch.error} />}
    </Flex>
  );
}

function Comparison({ pair }: { pair: ModelComparison }) {
  const t = useText();
  const number = (value: number | null, digits: number) => value?.toFixed(digits) ?? "—";
  const said = t("compare.sentence", {
    shadow: pair.shadow_name,
    champion: pair.champion_name,
    difference: number(pair.mean_difference, 1),
    order: number(pair.order, 3),
    same: pair.same_grade === null ? "—" : share(pair.same_grade),
  });
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 16, bottom: 44 },
      xAxis: { name: t("compare.champion"), nameLocation: "middle", nameGap: 28, scale: true },
      yAxis: { name: t("compare.shadow"), nameLocation: "middle", nameGap: 40, scale: true },
      series: [{ type: "scatter", symbolSize: 7, data: pair.points.map((point) => [point.champion, point.shadow]), itemStyle: { color: "#1257c4", opacity: 0.6 } }],
    }),
    [pair, t],
  );
  return (
    <Flex vertical gap={8}>
      <strong>{said}</strong>
      <div>{t("compare.rows", { rows: pair.rows, unscored: pair.unscored })}</div>
      {pair.champion_pd !== null && pair.shadow_pd !== null && <div>{t("compare.pd", { champion: share(pair.champion_pd, 2), shadow: share(pair.shadow_pd, 2) })}</div>}
      <div>
        {pair.champion_auc === null
          ? t("compare.few", { outcomes: pair.outcomes })
          : t("compare.outcomes", { outcomes: pair.outcomes, bads: pair.bads, champion: number(pair.champion_auc, 3), shadow: number(pair.shadow_auc, 3) })}
      </div>
      {pair.points.length > 0 && <Chart option={option} height={300} label={said} />}
    </Flex>
  );
}
