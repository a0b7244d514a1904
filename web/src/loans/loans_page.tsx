import { Button, Card, Empty, Progress } from "antd";
import { Link } from "react-router";

import type { Loan } from "../api/models";
import { useLoans, useSession } from "../api/queries";
import { Money } from "../figures/money";
import { percent } from "../format/rate";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";

/** The loans of the enterprise, or of the bank. */
export default function LoansPage() {
  const t = useText();
  const session = useSession();
  const loans = useLoans();
  const owner = Boolean(session.data?.enterprise);
  return (
    <Page title={t("nav.loans")} lead={t("loans.lead")}>
      <Card>
        <Loaded query={loans}>
          {(all) =>
            all.length === 0 ? (
              <Empty description={t(owner ? "loans.empty" : "loans.empty.bank")}>
                {owner && (
                  <Link to="/matches">
                    <Button type="primary">{t("next.match.act")}</Button>
                  </Link>
                )}
              </Empty>
            ) : (
              <LoanTable loans={all} owner={owner} />
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
        { key: "repaid", title: t("loan.repaid"), render: (loan) => <Progress style={{ width: 110 }} size="small" percent={repaid(loan)} aria-label={t("loan.repaid")} /> },
        { key: "rate", title: t("contract.rate"), align: "right", render: (loan) => <span className="figure">{percent(loan.annual_rate)}</span> },
        { key: "disbursed", title: t("loan.disbursed"), render: (loan) => <span className="figure">{loan.disbursed_on}</span> },
        { key: "state", title: t("schedule.state"), render: (loan) => label("loan", loan.state) },
      ]}
    />
  );
}

function repaid(loan: Loan): number {
  return Math.round((100 * (loan.principal_fen - loan.outstanding_fen)) / Math.max(loan.principal_fen, 1));
}
