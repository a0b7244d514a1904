import { Button, Card, Descriptions, Popconfirm, Tag } from "antd";

import { exactYuan } from "../format/money";
import { percent } from "../format/rate";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { claim, useSupportChange, type Support } from "./queries";
import { Shares } from "./shares";

type Props = { support: Support; application: string; rate?: string | null; mayClaim?: boolean; proofs?: boolean };

/** What others than the bank put into a loan: letter, subsidy, lists, each with where it comes from. */
export function SupportCard({ support, application, rate, mayClaim = false, proofs = false }: Props) {
  const t = useText();
  const claimed = useSupportChange(() => claim(application));
  const { guarantee, subsidy, lists } = support;
  const net = rate && subsidy?.state === "promised" ? Number(rate) - Number(subsidy.rate) : null;
  return (
    <Card title={t("support.title")} data-testid="support">
      {support.waiting && <div className="muted">{t("support.waiting")}</div>}
      <Descriptions
        size="small"
        column={1}
        items={[
          ...(guarantee
            ? [
                {
                  key: "guarantee",
                  label: t("support.guarantee"),
                  children: (
                    <div>
                      {guarantee.guarantor_name} <Tag data-state={guarantee.state}>{guarantee.label}</Tag>
                      <div className="muted">
                        <Shares shares={guarantee.shares} /> · {t("support.fee", { rate: percent(guarantee.fee_rate) })}
                      </div>
                      {guarantee.letter && (
                        <div>
                          {t("support.letter")} {guarantee.valid_until && day(guarantee.valid_until)} {proofs && <ReceiptLink entry={guarantee.entry} />}
                        </div>
                      )}
                      {guarantee.reason && <div>{guarantee.reason}</div>}
                      {guarantee.compensated_fen > 0 && (
                        <div>{t("support.paid", { paid: exactYuan(guarantee.compensated_fen), back: exactYuan(guarantee.recovered_fen) })}</div>
                      )}
                      {mayClaim && guarantee.state === "in_force" && (
                        <Popconfirm title={t("support.claim.sure")} onConfirm={() => claimed.mutate(undefined)}>
                          <Button size="small" loading={claimed.isPending}>
                            {t("support.claim")}
                          </Button>
                        </Popconfirm>
                      )}
                      {claimed.isError && <Problem error={claimed.error} />}
                    </div>
                  ),
                },
              ]
            : []),
          ...(subsidy
            ? [
                {
                  key: "subsidy",
                  label: t("support.subsidy"),
                  children: (
                    <div>
                      <Tag data-state={subsidy.state}>{subsidy.label}</Tag>
                      {subsidy.promised_fen > 0 &&
                        t("support.subsidy.rate", { rate: percent(subsidy.rate), most: exactYuan(subsidy.promised_fen), spent: exactYuan(subsidy.spent_fen) })}
                      {net !== null && <strong> {t("support.net", { rate: percent(Math.max(0, net)) })}</strong>}
                      <div className="muted">
                        {t("support.subsidy.from", { name: subsidy.name, funder: subsidy.funder })} {proofs && <ReceiptLink entry={subsidy.entry} />}
                      </div>
                      {subsidy.reason && <div>{subsidy.reason}</div>}
                    </div>
                  ),
                },
              ]
            : []),
          ...(lists.length > 0
            ? [
                {
                  key: "lists",
                  label: t("support.lists"),
                  children: (
                    <div>
                      {lists.map((one) => (
                        <div key={one.title}>
                          {one.title}: {one.reason} <span className="muted">({one.source}, {day(one.expires_on)})</span>
                        </div>
                      ))}
                      <div className="muted small">{t("support.lists.note")}</div>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
