import { Alert, Card, Flex, Tag } from "antd";
import { Link } from "react-router";

import { Money } from "../figures/money";
import { percent, share } from "../format/rate";
import { moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { BacktestPicture } from "./backtest_picture";
import type { Changed, Outcome, Report, Share, Spread, Version } from "./shape";

/** What the version would have done to the bank's past applications. */
export function BacktestCard({ version }: { version: Version }) {
  const t = useText();
  const { backtest } = version;
  if (backtest === null) return null;
  if (backtest.state === "failed") return <Alert type="error" showIcon title={t("studio.backtest.failed")} description={backtest.problem} />;
  if (backtest.report === null) return null;
  const report = backtest.report as unknown as Report;
  return (
    <Card
      title={t("studio.backtest.title", { old: report.names.old, new: report.names.new })}
      extra={<span className="muted small figure">{t("studio.backtest.by", { by: backtest.asked_by, at: moment(backtest.asked_at) })}</span>}
      data-testid="report"
    >
      <Flex vertical gap={16}>
        {report.matches && <Matching report={report} />}
        {report.decisions && (
          <>
            <Figures report={report} />
            <BacktestPicture report={report} />
          </>
        )}
        {report.notes.map((note) => (
          <Alert key={note} type="info" title={note} />
        ))}
        {report.changed && <Changes report={report} />}
        <span className="muted small">
          {t("studio.report.digest")} <code className="wrap">{backtest.digest}</code>
        </span>
      </Flex>
    </Card>
  );
}

function Matching({ report }: { report: Report }) {
  const t = useText();
  if (!report.matches) return null;
  const { of, old, new: after } = report.matches;
  return (
    <RowTable
      rows={(["pass", "ask", "fail"] as const).map((state) => ({ state, old: old?.[state] ?? null, after: after[state] }))}
      rowKey="state"
      label={t("studio.matches", { of })}
      columns={[
        { key: "state", title: t("studio.matches", { of }), render: (row) => t(`studio.match.${row.state}`) },
        { key: "old", title: t("studio.before"), align: "right", render: (row) => <span className="figure">{row.old ?? "—"}</span> },
        { key: "new", title: t("studio.after"), align: "right", render: (row) => <span className="figure">{row.after}</span> },
      ]}
    />
  );
}

function Figures({ report }: { report: Report }) {
  const t = useText();
  if (!report.decisions) return null;
  const { old, new: after } = report.decisions.all;
  const rows: { key: string; title: string; old: React.ReactNode; after: React.ReactNode }[] = [
    { key: "approved", title: t("studio.figure.approved"), old: told(old.approved), after: told(after.approved) },
    { key: "referred", title: t("studio.figure.referred"), old: told(old.referred), after: told(after.referred) },
    { key: "declined", title: t("studio.figure.declined"), old: told(old.declined), after: told(after.declined) },
    { key: "bad", title: t("studio.figure.bad"), old: told(old.approvals.bad), after: told(after.approvals.bad) },
    { key: "bad_through", title: t("studio.figure.bad_through"), old: told(old.let_through.bad), after: told(after.let_through.bad) },
    { key: "limit", title: t("studio.figure.limit"), old: limits(report.limits?.old), after: limits(report.limits?.new) },
    { key: "rate", title: t("studio.figure.rate"), old: rates(report.rates?.old), after: rates(report.rates?.new) },
  ];
  return (
    <RowTable
      rows={rows}
      rowKey="key"
      label={t("studio.figures")}
      columns={[
        { key: "title", title: t("studio.applications", { count: report.applications }), render: (row) => row.title },
        { key: "old", title: t("studio.before"), align: "right", render: (row) => row.old },
        { key: "new", title: t("studio.after"), align: "right", render: (row) => row.after },
      ]}
    />
  );
}

function told(one: Share) {
  if (one.rate === null || one.interval === null) return <span className="muted">—</span>;
  return (
    <span className="figure">
      {share(one.rate)} <span className="muted small">({one.count}/{one.of}; {share(one.interval[0])}–{share(one.interval[1])})</span>
    </span>
  );
}

function limits(one: Spread | undefined) {
  const [, low, middle, high] = one?.quantiles ?? [];
  if (low === undefined || middle === undefined || high === undefined) return "—";
  return (
    <span className="figure">
      <Money fen={Math.round(middle)} /> <span className="muted small">(<Money fen={Math.round(low)} /> – <Money fen={Math.round(high)} />)</span>
    </span>
  );
}

function rates(one: Spread | undefined) {
  const [, low, middle, high] = one?.quantiles ?? [];
  if (low === undefined || middle === undefined || high === undefined) return "—";
  return (
    <span className="figure">
      {share(middle, 2)} <span className="muted small">({share(low, 2)} – {share(high, 2)})</span>
    </span>
  );
}

function Changes({ report }: { report: Report }) {
  const t = useText();
  const label = useLabel();
  const { changed } = report;
  if (!changed) return null;
  const side = (one: Outcome) => (
    <>
      <Tag>{label("studio.verdict", one.verdict)}</Tag>
      {one.limit_fen !== null && <Money fen={one.limit_fen} />} {one.annual_rate !== null && <span className="muted small figure">{percent(one.annual_rate)}</span>}
    </>
  );
  return (
    <>
      <h3 className="section-title">{t("studio.changed.title", { count: changed.count, moved: changed.moved })}</h3>
      <RowTable<Changed>
        rows={changed.items}
        rowKey="application"
        label={t("studio.changed.title", { count: changed.count, moved: changed.moved })}
        empty={t("studio.changed.none")}
        columns={[
          { key: "application", title: t("studio.application"), render: (one) => <Link to={`/applications/${one.application}`}>…{one.application.slice(-6)}</Link> },
          { key: "old", title: t("studio.before"), render: (one) => side(one.old) },
          { key: "new", title: t("studio.after"), render: (one) => side(one.new) },
          {
            key: "why",
            title: t("studio.why"),
            render: (one) => (
              <>
                {one.fires.map((code) => (
                  <Tag key={code} color="red">
                    + {code}
                  </Tag>
                ))}
                {one.clears.map((code) => (
                  <Tag key={code} color="green">
                    − {code}
                  </Tag>
                ))}
              </>
            ),
          },
          { key: "bad", title: t("studio.known"), render: (one) => t(one.bad === null ? "studio.unknown" : one.bad ? "studio.bad" : "studio.good") },
        ]}
      />
    </>
  );
}
