import { Button, Card, Checkbox, Descriptions, Empty, Flex, Form, Input, Popconfirm, Tag } from "antd";

import { useSession } from "../api/queries";
import { Exact, Money } from "../figures/money";
import { exactYuan } from "../format/money";
import { percent } from "../format/rate";
import { day, moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { BookCard } from "./book_card";
import { check, pay, promise, propose, refuse, reject, useGuarantees, useSupportChange, type Guarantee } from "./queries";
import { ReasonForm } from "./reason_form";
import { Shares } from "./shares";

const COLOURS: Record<string, string> = { asked: "blue", proposed: "gold", promised: "cyan", in_force: "green", claimed: "orange", checked: "gold", compensated: "red" };

/** The guarantor's desk: its book, and what banks ask of it. */
export default function GuaranteesPage() {
  const t = useText();
  const all = useGuarantees();
  return (
    <Page title={t("guarantees.title")} lead={t("guarantees.lead")}>
      <Flex vertical gap={16}>
        <BookCard />
        <Loaded query={all}>
          {(found) =>
            found.length === 0 ? (
              <Card>
                <Empty description={t("guarantees.empty")} />
              </Card>
            ) : (
              <>
                {found.map((one) => (
                  <GuaranteeCard key={one.id} one={one} />
                ))}
              </>
            )
          }
        </Loaded>
      </Flex>
    </Page>
  );
}

function GuaranteeCard({ one }: { one: Guarantee }) {
  const t = useText();
  const label = useLabel();
  const role = useSession().data?.person.role ?? "";
  const waits = one.state === "asked" || one.state === "proposed";
  return (
    <Card
      data-testid="guarantee"
      data-state={one.state}
      title={
        <>
          {one.name} <span className="muted small figure">{one.uscc}</span>
        </>
      }
      extra={<Tag color={COLOURS[one.state] ?? "default"}>{one.label}</Tag>}
    >
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: "bank", label: t("guarantees.bank"), children: <>{one.bank_name} · <code>{one.product}</code></> },
          { key: "loan", label: t("guarantees.loan"), children: <><Money fen={one.loan_fen} /> · {t("unit.months", { months: one.term_months })}</> },
          { key: "wanted", label: t("guarantees.wanted"), children: <Exact fen={waits ? one.wanted_fen : one.liability_fen} /> },
          { key: "shares", label: t("support.shares"), children: <Shares shares={one.shares} /> },
          ...(waits ? [{ key: "room", label: t("guarantees.room"), children: <Money fen={one.room_fen} strong /> }] : []),
          ...(one.comment ? [{ key: "comment", label: t("guarantees.comment"), children: one.comment }] : []),
          ...(one.reason ? [{ key: "reason", label: t("guarantees.reason"), children: one.reason }] : []),
        ]}
      />
      {waits && one.bounds.length > 0 && (
        <ul className="muted small" aria-label={t("guarantees.limits")}>
          {one.bounds.map((bound) => (
            <li key={bound.code} style={{ fontWeight: bound.code === one.binding ? 600 : 400 }}>
              {bound.text}：<Money fen={bound.room_fen} />
            </li>
          ))}
        </ul>
      )}
      {one.valid_until && one.state === "promised" && <div className="muted">{t("guarantees.letter", { day: day(one.valid_until) })}</div>}
      {one.owed_fen > 0 && <div className="muted">{t("guarantees.owed", { owed: exactYuan(one.owed_fen), days: one.days_past_due })}</div>}
      {one.loss_fen > 0 && <div>{t("guarantees.claim", { loss: exactYuan(one.loss_fen) })}</div>}
      {one.compensated_fen > 0 && <div>{t("support.paid", { paid: exactYuan(one.compensated_fen), back: exactYuan(one.recovered_fen) })}</div>}
      <Steps one={one} role={role} />
      <div className="small">
        {one.history.map((step) => (
          <Flex key={step.entry} gap={8} align="center">
            <span className="figure muted">{moment(step.at)}</span>
            <span>{label("supportstep", step.kind)}</span>
            <ReceiptLink entry={step.entry} />
          </Flex>
        ))}
      </div>
      <span className="muted small">{t("support.fee", { rate: percent(one.fee_rate) })}</span>
    </Card>
  );
}

/** What this person may do now; who prepared something waits for another. */
function Steps({ one, role }: { one: Guarantee; role: string }) {
  const t = useText();
  const promised = useSupportChange(() => promise(one.id));
  const checked = useSupportChange(() => check(one.id));
  const paid = useSupportChange(() => pay(one.id));
  const failed = promised.error ?? checked.error ?? paid.error;
  return (
    <Flex vertical gap={12} style={{ margin: "12px 0" }}>
      {one.mine && <div className="muted">{t("guarantees.mine")}</div>}
      {one.state === "asked" && role === "officer" && <ProposeForm one={one} />}
      {one.state === "proposed" && role === "approver" && !one.mine && (
        <Popconfirm title={t("guarantees.promise.sure")} onConfirm={() => promised.mutate(undefined)}>
          <Button type="primary" loading={promised.isPending} style={{ alignSelf: "start" }}>
            {t("guarantees.promise")}
          </Button>
        </Popconfirm>
      )}
      {((one.state === "asked" && role === "officer") || (one.state === "proposed" && ["officer", "approver"].includes(role))) && (
        <ReasonForm act={t("guarantees.refuse")} onReason={(reason) => refuse(one.id, reason)} />
      )}
      {one.state === "claimed" && role === "officer" && (
        <Button type="primary" loading={checked.isPending} onClick={() => checked.mutate(undefined)} style={{ alignSelf: "start" }}>
          {t("guarantees.check")}
        </Button>
      )}
      {one.state === "checked" && role === "approver" && !one.mine && (
        <Popconfirm title={t("guarantees.pay.sure")} onConfirm={() => paid.mutate(undefined)}>
          <Button type="primary" loading={paid.isPending} style={{ alignSelf: "start" }}>
            {t("guarantees.pay")}
          </Button>
        </Popconfirm>
      )}
      {["claimed", "checked"].includes(one.state) && ["officer", "approver"].includes(role) && (
        <ReasonForm act={t("guarantees.reject")} onReason={(reason) => reject(one.id, reason)} />
      )}
      {failed && <Problem error={failed} />}
    </Flex>
  );
}

type Proposal = { group?: string; controls?: boolean; comment?: string };

function ProposeForm({ one }: { one: Guarantee }) {
  const t = useText();
  const proposed = useSupportChange((said: Proposal) => propose(one.id, { group: said.group ?? "", controls_guarantor: said.controls ?? false, comment: said.comment ?? "" }));
  return (
    <Form layout="vertical" onFinish={(said: Proposal) => proposed.mutate(said)}>
      <Form.Item name="group" label={t("guarantees.group")}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="controls" valuePropName="checked">
        <Checkbox>{t("guarantees.controls")}</Checkbox>
      </Form.Item>
      <Form.Item name="comment" label={t("guarantees.comment")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {proposed.isError && <Problem error={proposed.error} />}
      <Button type="primary" htmlType="submit" loading={proposed.isPending}>
        {t("guarantees.propose")}
      </Button>
    </Form>
  );
}
