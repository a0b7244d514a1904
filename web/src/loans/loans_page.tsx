import { Button, Card, Empty, Flex, Progress, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { Loan } from "../api/models";
import { useSession } from "../api/queries";
import { useSoughtLoans } from "../api/sought";
import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { MoreRows } from "../page/more_rows";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { SearchField } from "../page/search_field";
import { LEVEL_COLORS, useWarnings, type WarningLine } from "../warnings/queries";

const STATES = ["active", "overdue", "settled"] as const;

/** The loans of the enterprise, or of the bank. */
export default function LoansPage() {
  const t = useText();
  const label = useLabel();
  const session = useSession();
  const [words, setWords] = useState("");
  const [state, setState] = useState<"" | (typeof STATES)[number]>("");
  const { found, more } = useSoughtLoans({ words, states: state ? [state] : [] });
  const owner = Boolean(session.data?.enterprise);
  return (
    <Page title={t("nav.loans")} lead={t("loans.lead")}>
      <Card>
        {!owner && (
          <Flex justify="space-between" gap={12} wrap className="inbox-bar">
            <Segmented value={state} onChange={setState} options={[{ value: "", label: t("list.all") }, ...STATES.map((one) => ({ value: one, label: label("loan", one) }))]} />
            <SearchField label={t("list.search")} onSearch={setWords} />
          </Flex>
        )}
        <Loaded query={found}>
          {({ items: all, total }) =>
            all.length === 0 && words ? (
              <Empty description={t("list.none", { words })} />
            ) : all.length === 0 ? (
              <Empty description={t(owner ? "loans.empty" : "loans.empty.bank")}>
                {owner && (
                  <Link to="/matches">
                    <Button type="primary">{t("next.match.act")}</Button>
                  </Link>
                )}
              </Empty>
            ) : (
              <>
                <LoanTable loans={all} owner={owner} />
                <MoreRows shown={all.length} total={total} more={more} reading={found.isFetchingNextPage} />
              </>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function LoanTable({ loans, owner }: { loans: Loan[]; owner: boolean }) {
  const t = useText();
  const label = useLabel();
  const warnings = useWarnings({ state: "live" }, !owner);
  const warned = Map.groupBy(warnings.data?.items ?? [], (one) => one.enterprise.uscc);
  return (
    <RowTable
      rows={loans}
      rowKey="id"
      label={t("nav.loans")}
      columns={[
        { key: "id", title: t("loan.number"), render: (loan) => <Link to={`/loans/${loan.id}`}><code>{loan.id}</code></Link> },
        { key: "party", title: t(owner ? "loan.lender" : "loan.borrower"), render: (loan) => (owner ? loan.lender_name : loan.enterprise.name) },
        { key: "principal", title: t("loan.principal"), align: "right", render: (loan) => <Money fen={loan.principal_fen} /> },
        { key: "outstanding", title: t("loan.outstanding"), align: "right", render: (loan) => <Money fen={loan.outstanding_fen} strong /> },
        { key: "repaid", title: t("loan.repaid"), render: (loan) => (loan.redraws ? <span className="muted">{label("repayment", loan.repayment)}</span> : <Progress style={{ width: 110 }} size="small" percent={repaid(loan)} aria-label={t("loan.repaid")} />) },
        { key: "rate", title: t("contract.rate"), align: "right", render: (loan) => <span className="figure">{percent(loan.annual_rate)}</span> },
        { key: "disbursed", title: t("loan.disbursed"), render: (loan) => <span className="figure">{loan.disbursed_on}</span> },
        { key: "state", title: t("schedule.state"), render: (loan) => label("loan", loan.state) },
        ...(owner ? [] : [{ key: "warnings", title: t("nav.warnings"), render: (loan: Loan) => <Warned tasks={loan.state === "settled" ? [] : (warned.get(loan.enterprise.uscc) ?? [])} /> }]),
      ]}
    />
  );
}

/** The gravest level among a debtor's open warnings, and how many there are. */
function Warned({ tasks }: { tasks: readonly WarningLine[] }) {
  const t = useText();
  const worst = (["red", "orange", "yellow"] as const).find((level) => tasks.some((one) => one.level === level));
  return worst ? (
    <Link to="/warnings">
      <Tag color={LEVEL_COLORS[worst]}>{t("warnings.of.loan", { count: tasks.length })}</Tag>
    </Link>
  ) : (
    "—"
  );
}

function repaid(loan: Loan): number {
  return Math.round((100 * (loan.principal_fen - loan.outstanding_fen)) / Math.max(loan.principal_fen, 1));
}
