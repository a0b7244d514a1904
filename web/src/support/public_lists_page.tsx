import { Alert, Button, Card, Empty, Flex, Input, Modal, Tag } from "antd";
import { useState } from "react";

import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { STATE_COLOURS } from "./objections_card";
import { object, usePublicLists, useSupportChange, type PublicList } from "./queries";

const COLOURS: Record<PublicList["standing"], string> = { listed: "green", removed: "red", ended: "gold", absent: "default" };

/** What each white list demands, where the enterprise stands, and its objections with their answers. */
export default function PublicListsPage() {
  const t = useText();
  const lists = usePublicLists();
  return (
    <Page title={t("publiclists.title")} lead={t("publiclists.lead")}>
      <Loaded query={lists}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty description={t("publiclists.empty")} />
            </Card>
          ) : (
            <Flex vertical gap={16}>
              {all.map((one) => (
                <ListCard key={`${one.office}/${one.code}`} one={one} />
              ))}
            </Flex>
          )
        }
      </Loaded>
    </Page>
  );
}

function ListCard({ one }: { one: PublicList }) {
  const t = useText();
  return (
    <Card
      title={
        <Flex gap={8} wrap align="center">
          {one.title} <Tag color={COLOURS[one.standing]}>{t(`publiclists.${one.standing}`)}</Tag>
        </Flex>
      }
      data-testid={`list-${one.code}`}
    >
      <Flex vertical gap={8}>
        <div>
          <strong>{t("publiclists.criteria")}</strong> {one.words}
          <div className="muted small">
            {one.office_name} · {t("criteria.number", { number: one.number })} · {day(one.published_at)}
          </div>
        </div>
        {one.standing === "removed" && <Alert type="warning" showIcon title={t("publiclists.removed.why", { reason: one.reason })} />}
        {one.standing === "listed" && <div>{t("publiclists.listed.until", { reason: one.reason, day: one.expires_on ? day(one.expires_on) : "" })}</div>}
        {one.standing === "ended" && <div>{t("publiclists.ended.on", { day: one.expires_on ? day(one.expires_on) : "" })}</div>}
        {one.objections.map((each) => (
          <Objected key={each.id} one={each} />
        ))}
        {one.may_object && <Ask one={one} />}
      </Flex>
    </Card>
  );
}

function Objected({ one }: { one: PublicList["objections"][number] }) {
  const t = useText();
  const label = useLabel();
  return (
    <section aria-label={t("publiclists.objection")}>
      <Flex gap={8} wrap align="center">
        <strong>{t("publiclists.objection")}</strong>
        <Tag color={STATE_COLOURS[one.state]}>{one.label}</Tag>
        <span className="muted small">
          {day(one.made_at)}
          {one.state === "raised" && ` · ${t("objections.until", { day: day(one.answer_by) })}`}
        </span>
      </Flex>
      <div>{t("objections.grounds", { grounds: one.grounds })}</div>
      {one.reason && <div>{t("objections.reason", { reason: one.reason })}</div>}
      {one.state === "upheld" && <div className="muted small">{t("publiclists.upheld.next")}</div>}
      {one.state === "dismissed" && <div className="muted small">{t("publiclists.dismissed.next")}</div>}
      <Flex gap={12} wrap className="small">
        {one.history.map((step) => (
          <span key={step.entry}>
            {label("supportstep", step.kind)} <ReceiptLink entry={step.entry} />
          </span>
        ))}
      </Flex>
    </section>
  );
}

function Ask({ one }: { one: PublicList }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [grounds, setGrounds] = useState("");
  const ask = useSupportChange(async () => {
    await object({ office: one.office, code: one.code, criteria: one.criteria, grounds: grounds.trim() });
    setOpen(false);
  });
  const field = `grounds-${one.code}`;
  return (
    <div>
      <Button onClick={() => setOpen(true)} aria-label={`${t("publiclists.object")}: ${one.title}`}>
        {t("publiclists.object")}
      </Button>
      <Modal
        open={open}
        title={`${t("publiclists.object")}: ${one.title}`}
        okText={t("publiclists.send")}
        cancelText={t("appeal.cancel")}
        okButtonProps={{ disabled: grounds.trim() === "", loading: ask.isPending }}
        onOk={() => ask.mutate(undefined)}
        onCancel={() => setOpen(false)}
      >
        <Flex vertical gap={12}>
          <span>{t("publiclists.object.help")}</span>
          <span>
            <strong>{t("publiclists.criteria")}</strong> {one.words}
          </span>
          <label htmlFor={field}>{t("publiclists.grounds")}</label>
          <Input.TextArea id={field} rows={4} maxLength={1000} showCount value={grounds} onChange={(event) => setGrounds(event.target.value)} />
          {ask.isError && <Problem error={ask.error} />}
        </Flex>
      </Modal>
    </div>
  );
}
