import { Alert, Card, Descriptions, Flex, Tag } from "antd";
import { Link, useParams } from "react-router";

import { History } from "../applications/history";
import { day, moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { OpinionPanel } from "../opinion/opinion_panel";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { MonthsPicture } from "../portrait/months_picture";
import { MovementPicture, shown } from "./movement_picture";
import { LEVEL_COLORS, useWarning, type Warning } from "./queries";
import { WarningSteps } from "./warning_steps";

/** One warning: what triggered it, how it moved, what to do next, what was done, and what this person can do now. */
export default function WarningPage() {
  const { id = "" } = useParams();
  const warning = useWarning(id);
  return <Loaded query={warning}>{(found) => <Detail warning={found} />}</Loaded>;
}

function Detail({ warning }: { warning: Warning }) {
  const t = useText();
  const items = [
    { key: "loan", label: t("warning.loan"), children: <Link to={`/loans/${warning.loan}`}><code className="break">{warning.loan}</code></Link> },
    { key: "mark", label: t("warnings.rule"), children: <><code>{warning.rule}</code> · {t(`warning.mark.${warning.mark as "S" | "S-" | "C" | "J"}`)} · {t("warning.rules", { version: warning.rules_version })}</> },
    ...(warning.taken_by ? [{ key: "by", label: t("warnings.by"), children: warning.taken_by }] : []),
    ...(warning.basis ? [{ key: "basis", label: t("warning.source"), children: warning.basis }] : []),
  ];
  return (
    <Page
      title={warning.text}
      lead={
        <>
          {warning.enterprise.name} · {t("warning.raised", { at: moment(warning.raised_at) })} · {t("warning.dueBy", { at: moment(warning.due_by) })} {warning.late && <Tag color="red">{t("warnings.late")}</Tag>}
        </>
      }
      action={
        <>
          <Tag color={LEVEL_COLORS[warning.level]}>{warning.level_label}</Tag>
          <Tag>{warning.state_label}</Tag>
        </>
      }
    >
      <Flex vertical gap={16}>
        {warning.closed_by && <Alert type="success" showIcon title={t("warning.closed", { by: warning.closed_by, at: moment(warning.closed_at), why: warning.closing_label ?? "" })} description={warning.note} />}
        <Alert type={warning.level === "red" ? "error" : "warning"} showIcon title={t("warning.next")} description={warning.advice} />
        <WarningSteps warning={warning} />
        <Card>
          <Descriptions column={{ xs: 1, md: 2 }} size="small" items={items} />
        </Card>
        {warning.withheld ? <Alert type="info" showIcon title={warning.withheld} data-testid="withheld" /> : <Evidence warning={warning} />}
        <Card title={t("warning.measures")} data-testid="measures">
          {warning.measures.length === 0 && <span className="muted">{t("warning.measures.empty")}</span>}
          {warning.measures.map((one) => (
            <p key={one.at}>
              {one.text} <span className="muted small">{one.by} · {moment(one.at)}</span>
            </p>
          ))}
        </Card>
        <Card title={t("application.history")}>
          <History steps={warning.history} />
        </Card>
      </Flex>
    </Page>
  );
}

type Row = NonNullable<Warning["evidence"]>[number];

function Evidence({ warning }: { warning: Warning }) {
  const t = useText();
  const label = useLabel();
  const { evidence, movement, series, opinion } = warning;
  return (
    <>
      <Card title={t("warning.evidence")} data-testid="evidence">
        <RowTable
          rows={evidence ?? []}
          rowKey="name"
          label={t("warning.evidence")}
          columns={[
            { key: "name", title: t("warning.indicator"), render: (one) => <span title={one.name}>{one.label}</span> },
            { key: "value", title: t("warning.value"), align: "right", render: (one) => <span className="figure">{said(one.value, one.unit)}</span> },
            ...(changed(evidence ?? [])
              ? [{ key: "last", title: t("warning.last_value"), align: "right" as const, render: (one: Row) => <span className="figure">{said(one.last_value, one.unit)}</span> }]
              : []),
            { key: "source", title: t("warning.source"), render: (one) => label("source", one.source) },
            { key: "asof", title: t("warning.asof"), render: (one) => <span className="figure">{day(one.as_of)}</span> },
          ]}
        />
        {series && (
          <section>
            <h3 className="section-title">{series.title}</h3>
            <MonthsPicture series={series} />
          </section>
        )}
      </Card>
      {movement && movement.points.length > 1 && (
        <Card title={`${t("warning.movement")} · ${movement.label}`} data-testid="movement">
          <MovementPicture movement={movement} />
        </Card>
      )}
      {opinion && (
        <Card title={t("nav.opinion")}>
          <OpinionPanel opinion={opinion} />
        </Card>
      )}
    </>
  );
}

/** Whether a later look found other figures than those that warned. */
function changed(evidence: Row[]): boolean {
  return evidence.some((one) => one.last_value !== one.value);
}

function said(value: string | null, unit: string): string {
  if (value === null) return "—";
  const number = Number(value);
  return Number.isNaN(number) ? value : `${shown(number, unit)}${unit === "ratio" ? "%" : ""}`;
}
