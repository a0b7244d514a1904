import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Flex } from "antd";
import { Link, useParams } from "react-router";

import { Exact } from "../figures/money";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { save } from "../page/save_file";
import { byLoan } from "./by_loan";
import { differences, FORMS, useReconciliation, type Difference, type Form, type Reconciliation } from "./queries";

const NAMES = { csv: "CSV", xlsx: "Excel" } as const;

/** One day of the core system beside ours: whether both agree, and every difference with its cause. */
export default function ReconciliationPage() {
  const t = useText();
  const look = useReconciliation(useParams()["id"] ?? "");
  return (
    <Loaded query={look}>
      {(told) => (
        <Page title={t("core.of", { day: told.business_date })} lead={t("core.of.lead", { by: told.by, at: moment(told.at) })} action={<Link to="/core">{t("core.back")}</Link>}>
          <Flex vertical gap={16}>
            {told.differences === 0 ? (
              <Alert type="success" showIcon title={t("core.agreed", { loans: told.loans })} />
            ) : (
              <Alert type="warning" showIcon title={t("core.differing", { loans: told.loans, differing: told.differing, differences: told.differences })} description={t("core.next")} />
            )}
            <Sums told={told} />
            {told.differences > 0 && <Differences told={told} />}
          </Flex>
        </Page>
      )}
    </Loaded>
  );
}

function Sums({ told }: { told: Reconciliation }) {
  const t = useText();
  return (
    <Card title={t("core.sums")} data-testid="sums">
      <RowTable
        label={t("core.sums")}
        rows={told.sums}
        rowKey="what"
        columns={[
          { key: "what", title: t("core.balance"), render: (one) => one.label },
          { key: "difference", title: t("core.difference"), align: "right", render: (one) => <Gap fen={one.difference_fen} /> },
          { key: "ours", title: t("core.ours"), align: "right", render: (one) => <Exact fen={one.ours_fen} /> },
          { key: "core", title: t("core.core"), align: "right", render: (one) => <Exact fen={one.core_fen} /> },
        ]}
      />
      <p className="muted small break">
        {t("core.sign")} {t("core.counts", { balances: told.balances, movements: told.movements })} · {t("core.file")} <code>{told.file_digest}</code>
      </p>
    </Card>
  );
}

function Differences({ told }: { told: Reconciliation }) {
  const t = useText();
  const fetch = useMutation({ mutationFn: async (form: Form) => save(await differences(told.id, form), `core-${told.business_date}.${form}`) });
  return (
    <Card title={t("core.differences")} data-testid="differences">
      <Flex vertical gap={12}>
        <RowTable
          label={t("core.differences")}
          rows={byLoan(told.items)}
          rowKey={(one) => String(one.key)}
          columns={[
            { key: "what", title: t("core.what"), render: (one) => <What of={one} /> },
            { key: "difference", title: t("core.difference"), align: "right", render: (one) => <Gap fen={one.difference_fen} /> },
            { key: "ours", title: t("core.ours"), align: "right", render: (one) => <Exact fen={one.ours_fen} /> },
            { key: "core", title: t("core.core"), align: "right", render: (one) => <Exact fen={one.core_fen} /> },
          ]}
        />
        {told.items.length < told.differences && <div className="muted">{t("core.first", { shown: told.items.length, all: told.differences })}</div>}
        <Flex gap={8} wrap>
          {FORMS.map((form) => (
            <Button key={form} icon={<DownloadOutlined />} loading={fetch.isPending && fetch.variables === form} onClick={() => fetch.mutate(form)}>
              {t("core.get", { form: NAMES[form] })}
            </Button>
          ))}
        </Flex>
        {fetch.isError && <Problem error={fetch.error} />}
      </Flex>
    </Card>
  );
}

/** What differs, of which loan, and why. */
function What({ of: one }: { of: Difference & { first: boolean } }) {
  const t = useText();
  return (
    <div className="cell-words">
      {one.first && <Loan of={one} />}
      {one.label}
      <div className="muted small">
        {one.text}
        {one.reference && <> · {t("core.reference")} <code>{one.reference}</code></>}
      </div>
    </div>
  );
}

/** The loan that the rows from here on are about. */
function Loan({ of: { loan, here } }: { of: Difference }) {
  return <div className="small">{here ? <Link to={`/loans/${loan}`}><code>{loan}</code></Link> : <code>{loan}</code>}</div>;
}

function Gap({ fen }: { fen: number }) {
  return fen === 0 ? <span className="muted">—</span> : <strong><Exact fen={fen} /></strong>;
}
