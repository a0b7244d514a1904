import { Button, Card, Collapse, Flex, Popconfirm, Tag, Tooltip } from "antd";
import { Link } from "react-router";

import { PromiseClock } from "../figures/clock";
import { day, moment } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { AskLine } from "./ask_line";
import { agreeTo, refuseBank, useNeedChange, withdrawNeed, type Need } from "./queries";

const OPEN = new Set(["published", "answered"]);
const MAY_REFUSE = new Set(["invited", "picked_up", "agreed", "contacted"]);

/** A published need: the banks that follow it, what each of them waits for, and every step with its receipt. */
export function NeedCard({ need }: { need: Need }) {
  const t = useText();
  const label = useLabel();
  const agree = useNeedChange((bank: string) => agreeTo(need.id, bank));
  const refuse = useNeedChange((bank: string) => refuseBank(need.id, bank));
  const withdraw = useNeedChange(() => withdrawNeed(need.id));
  const failed = agree.error ?? refuse.error ?? withdraw.error;
  const open = OPEN.has(need.state);
  return (
    <Card
      data-testid="need"
      title={<AskLine ask={need.ask} />}
      extra={<Tag color={open ? "blue" : need.state === "met" ? "green" : "default"}>{need.label}</Tag>}
    >
      <div className="muted small">
        {need.closes_at && open && t("needs.closes", { day: day(need.closes_at) })} {need.shows.map((one) => label("shows", one)).join(t("list.separator"))}
      </div>
      <h3>{t("needs.answers")}</h3>
      {need.answers.length === 0 && <p className="muted">{open ? t("needs.answers.none") : "—"}</p>}
      <ul className="plain-list">
        {need.answers.map((one) => (
          <li key={one.bank} data-bank={one.bank}>
            <Flex gap={12} align="center" wrap>
              <strong>{one.bank_name}</strong>
              <Tag>{one.label}</Tag>
              {one.due_at && <PromiseClock until={one.due_at} />}
              {open && one.state === "picked_up" && (
                <Tooltip title={t("needs.agree.hint")}>
                  <Button size="small" type="primary" loading={agree.isPending} onClick={() => agree.mutate(one.bank)}>
                    {t("needs.agree")}
                  </Button>
                </Tooltip>
              )}
              {open && one.state === "contacted" && (
                <Link to="/matches">
                  <Button size="small">{t("needs.apply")}</Button>
                </Link>
              )}
              {open && MAY_REFUSE.has(one.state) && (
                <Button size="small" loading={refuse.isPending} onClick={() => refuse.mutate(one.bank)}>
                  {t("needs.refuse")}
                </Button>
              )}
              {one.application && <Link to={`/applications/${one.application}`}>{one.application}</Link>}
            </Flex>
            {one.banker && (
              <div className="small">
                {one.banker} · {one.phone} {one.message && <>· {one.message}</>}
              </div>
            )}
          </li>
        ))}
      </ul>
      {failed && <Problem error={failed} />}
      <Collapse
        ghost
        items={[
          {
            key: "history",
            label: t("needs.history"),
            children: (
              <ul className="plain-list">
                {need.history.map((step) => (
                  <li key={step.entry}>
                    <span className="figure muted small">{moment(step.at)}</span> <Link to={`/receipts/${step.entry}`}>{step.label}</Link>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {open && (
        <Popconfirm title={t("needs.withdraw")} description={t("needs.withdraw.sure")} onConfirm={() => withdraw.mutate(undefined)}>
          <Button size="small" danger loading={withdraw.isPending}>
            {t("needs.withdraw")}
          </Button>
        </Popconfirm>
      )}
    </Card>
  );
}
