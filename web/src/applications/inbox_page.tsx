import { Card, Empty, Flex, Input, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import type { Application } from "../api/models";
import { useApplications } from "../api/queries";
import { PromiseClock } from "../figures/clock";
import { Money } from "../figures/money";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { ApplicationState, awaitsDecision } from "./application_state";

/** What came to this bank; what waits longest stands first, with the clock it is promised by. */
export default function InboxPage() {
  const t = useText();
  const applications = useApplications();
  const [shown, setShown] = useState<"open" | "all">("open");
  const [sought, setSought] = useState("");
  return (
    <Page title={t("inbox.title")} lead={t("inbox.lead")}>
      <Card>
        <Flex justify="space-between" gap={12} wrap className="inbox-bar">
          <Segmented
            value={shown}
            onChange={setShown}
            options={[
              { value: "open", label: t("inbox.open", { count: (applications.data ?? []).filter((one) => awaitsDecision(one.state)).length }) },
              { value: "all", label: t("inbox.all", { count: (applications.data ?? []).length }) },
            ]}
          />
          <Input.Search allowClear placeholder={t("inbox.search")} aria-label={t("inbox.search")} onChange={(event) => setSought(event.target.value.trim())} style={{ maxWidth: 280 }} />
        </Flex>
        <Loaded query={applications}>
          {(all) => (
            <Rows
              applications={all
                .filter((one) => shown === "all" || awaitsDecision(one.state))
                .filter((one) => !sought || one.enterprise.name.includes(sought) || one.enterprise.uscc.includes(sought.toUpperCase()))
                .sort((a, b) => a.decide_by.localeCompare(b.decide_by))}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function Rows({ applications }: { applications: Application[] }) {
  const t = useText();
  const navigate = useNavigate();
  if (applications.length === 0) return <Empty description={t("inbox.empty")} />;
  return (
    <div
      className="clickable-rows"
      onClick={(event) => {
        const id = (event.target as HTMLElement).closest("tr")?.getAttribute("data-row-key");
        if (id) void navigate(`/applications/${id}`);
      }}
    >
      <RowTable
        rows={applications}
        rowKey="id"
        label={t("inbox.title")}
        columns={[
          { key: "who", title: t("inbox.enterprise"), render: (one) => <><Link to={`/applications/${one.id}`}>{one.enterprise.name}</Link><div className="muted small figure">{one.enterprise.uscc}</div></> },
          { key: "product", title: t("inbox.product"), render: (one) => one.product.name },
          { key: "amount", title: t("need.amount"), align: "right", render: (one) => <Money fen={one.amount_fen} /> },
          { key: "term", title: t("need.term"), render: (one) => t("unit.months", { months: one.term_months }) },
          { key: "at", title: t("inbox.submitted"), render: (one) => <span className="figure">{day(one.submitted_at)}</span> },
          { key: "state", title: t("schedule.state"), render: (one) => <ApplicationState state={one.state} /> },
          { key: "clock", title: t("inbox.clock"), render: (one) => (awaitsDecision(one.state) ? <PromiseClock until={one.decide_by} /> : <span className="muted">—</span>) },
        ]}
      />
    </div>
  );
}
