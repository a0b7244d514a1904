import { Card, Empty, Flex, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import type { Application } from "../api/models";
import { useSoughtApplications } from "../api/sought";
import { PromiseClock } from "../figures/clock";
import { Money } from "../figures/money";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { MoreRows } from "../page/more_rows";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { SearchField } from "../page/search_field";
import { ApplicationState, awaitsAnswer, AWAITED_STATES } from "./application_state";

/** What came to this bank; what waits longest stands first, with the clock it is promised by. */
export default function InboxPage() {
  const t = useText();
  const [shown, setShown] = useState<"open" | "all">("open");
  const [words, setWords] = useState("");
  const open = useSoughtApplications({ words, states: AWAITED_STATES });
  const all = useSoughtApplications({ words });
  const { found, more } = shown === "open" ? open : all;
  return (
    <Page title={t("inbox.title")} lead={t("inbox.lead")}>
      <Card>
        <Flex justify="space-between" gap={12} wrap className="inbox-bar">
          <Segmented
            value={shown}
            onChange={setShown}
            options={[
              { value: "open", label: t("inbox.open", { count: open.found.data?.total ?? 0 }) },
              { value: "all", label: t("inbox.all", { count: all.found.data?.total ?? 0 }) },
            ]}
          />
          <SearchField label={t("list.search")} onSearch={setWords} />
        </Flex>
        <Loaded query={found}>
          {({ items, total }) => (
            <>
              <Rows applications={[...items].sort((a, b) => a.decide_by.localeCompare(b.decide_by))} sought={words} />
              <MoreRows shown={items.length} total={total} more={more} reading={found.isFetchingNextPage} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function Rows({ applications, sought }: { applications: Application[]; sought: string }) {
  const t = useText();
  const navigate = useNavigate();
  if (applications.length === 0) return <Empty description={sought ? t("list.none", { words: sought }) : t("inbox.empty")} />;
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
          { key: "clock", title: t("inbox.clock"), render: (one) => (awaitsAnswer(one.state) ? <PromiseClock until={one.decide_by} /> : <span className="muted">—</span>) },
        ]}
      />
    </div>
  );
}
