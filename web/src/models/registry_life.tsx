import { CheckCircleOutlined, CloseCircleOutlined } from "@ant-design/icons";
import { Alert } from "antd";

import type { SupervisedBank } from "../api/models";
import { moment } from "../format/time";
import { useText } from "../i18n/text";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";

/** Every step in the lives of a bank's models, and whether these are all that the ledger counts. */
export function RegistryLife({ bank }: { bank: SupervisedBank }) {
  const t = useText();
  if (bank.steps.length === 0 && bank.whole) return <p className="muted">{t("supervised.no_life")}</p>;
  return (
    <section data-testid="registry-life">
      <h3 className="section-title">{t("supervised.life", { count: bank.steps.length })}</h3>
      <Alert type={bank.whole ? "success" : "error"} showIcon title={t(bank.whole ? "supervised.whole" : "supervised.broken")} />
      <RowTable
        rows={bank.steps}
        rowKey={(step) => String(step.seq)}
        label={t("supervised.life", { count: bank.steps.length })}
        columns={[
          { key: "at", title: t("supervised.at"), render: (step) => <span className="figure">{moment(step.at)}</span> },
          { key: "model", title: t("watch.model"), render: (step) => `${step.name} ${step.version}` },
          { key: "action", title: t("supervised.step"), render: (step) => t(`model.step.${step.action}`) },
          { key: "by", title: t("supervised.by"), render: (step) => step.by_name },
          { key: "ledger", title: t("supervised.ledger"), render: (step) => <OnLedger same={step.on_ledger} /> },
          { key: "proof", title: t("watch.proof"), render: (step) => <ReceiptLink entry={step.entry} /> },
        ]}
      />
    </section>
  );
}

/** Whether the ledger has this very thing. */
export function OnLedger({ same }: { same: boolean }) {
  const t = useText();
  return (
    <span>
      {same ? <CheckCircleOutlined /> : <CloseCircleOutlined />} {t(same ? "supervised.same" : "supervised.not")}
    </span>
  );
}
