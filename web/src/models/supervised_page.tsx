import { Alert, Card, Empty, Flex, Tag } from "antd";

import type { SupervisedBank } from "../api/models";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";
import { summaryOf } from "./monitoring";
import { useSupervised } from "./queries";
import { OnLedger, RegistryLife } from "./registry_life";
import { ReportPictures } from "./report_pictures";

/** What monitoring says of the models of every bank, for their regulator. */
export default function SupervisedPage() {
  const t = useText();
  const banks = useSupervised();
  return (
    <Page title={t("supervised.title")} lead={t("supervised.lead")}>
      <Loaded query={banks}>
        {(all) => (
          <Flex vertical gap={16}>
            {all.map((bank) => (
              <Card key={bank.org} title={bank.name} data-testid="supervised">
                {bank.problem ? (
                  <Alert type="warning" showIcon title={bank.problem} />
                ) : (
                  <Flex vertical gap={16}>
                    <Reports bank={bank} />
                    <ReportPictures reports={bank.reports} />
                    <RegistryLife bank={bank} />
                  </Flex>
                )}
              </Card>
            ))}
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

function Reports({ bank }: { bank: SupervisedBank }) {
  const t = useText();
  if (bank.reports.length === 0) return <Empty description={t("watch.none")} />;
  return (
    <RowTable
      rows={bank.reports}
      rowKey={(report) => String(report.seq)}
      label={bank.name}
      columns={[
        { key: "month", title: t("watch.month"), render: (report) => <span className="figure">{report.month}</span> },
        { key: "model", title: t("watch.model"), render: (report) => `${report.name} ${report.version}` },
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
          key: "ledger",
          title: t("supervised.ledger"),
          render: (report) =>
            <OnLedger same={report.on_ledger} />,
        },
        { key: "proof", title: t("watch.proof"), render: (report) => <ReceiptLink entry={report.entry} /> },
      ]}
    />
  );
}
