import { Button, Card, Empty, Flex, Form, Input, Modal, Tag } from "antd";
import { useState } from "react";

import { PromiseClock } from "../figures/clock";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { AskLine } from "./ask_line";
import { FitLines } from "./fit_lines";
import { leaveNeed, makeContact, pickUp, useBoard, useNeedChange, type BoardNeed, type Contact } from "./queries";

const MAY_LEAVE = new Set(["invited", "picked_up", "agreed"]);

/** The needs that this bank may answer or holds; those that wait for it stand first. */
export default function BoardPage() {
  const t = useText();
  const board = useBoard();
  return (
    <Page title={t("board.title")} lead={t("board.lead")}>
      <Loaded query={board}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty description={t("board.empty")} />
            </Card>
          ) : (
            <Flex vertical gap={16}>
              {all.map((need) => (
                <BoardCard key={need.id} need={need} />
              ))}
            </Flex>
          )
        }
      </Loaded>
    </Page>
  );
}

function BoardCard({ need }: { need: BoardNeed }) {
  const t = useText();
  const [speaking, setSpeaking] = useState(false);
  const take = useNeedChange(() => pickUp(need.id));
  const leave = useNeedChange(() => leaveNeed(need.id));
  const state = need.answer?.state;
  const failed = take.error ?? leave.error;
  const about = Object.values(need.about).filter(Boolean);
  return (
    <Card data-testid="board-need" data-need={need.id} title={<AskLine ask={need.ask} />} extra={<Tag color={state ? "blue" : "default"}>{need.answer?.label ?? t("board.seats", { seats: need.seats })}</Tag>}>
      <dl className="terms">
        <div>
          <dt>{t("board.about")}</dt>
          <dd>
            {need.enterprise ? (
              <>
                {need.enterprise.name} <span className="muted small figure">{need.enterprise.uscc}</span>
                <div>{need.enterprise.contact}</div>
              </>
            ) : (
              t("board.anonymous")
            )}
            <div className="muted">{about.length > 0 ? about.join(" · ") : t("board.about.hidden")}</div>
          </dd>
        </div>
        <div>
          <dt>{t("board.fit")}</dt>
          <dd>
            <FitLines fits={need.fits} />
          </dd>
        </div>
        <div>
          <dt>{t("board.state")}</dt>
          <dd>
            {need.answer?.due_at ? <PromiseClock until={need.answer.due_at} /> : <span className="muted">{t("needs.closes", { day: day(need.closes_at) })}</span>}
          </dd>
        </div>
      </dl>
      {failed && <Problem error={failed} />}
      <Flex gap={12}>
        {(state === undefined || state === "invited") && (
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate(undefined)}>
            {t("board.pickup")}
          </Button>
        )}
        {state === "agreed" && (
          <Button type="primary" onClick={() => setSpeaking(true)}>
            {t("board.contact")}
          </Button>
        )}
        {state !== undefined && MAY_LEAVE.has(state) && (
          <Button loading={leave.isPending} onClick={() => leave.mutate(undefined)}>
            {t("board.leave")}
          </Button>
        )}
      </Flex>
      <ContactDialog need={need} open={speaking} onClose={() => setSpeaking(false)} />
    </Card>
  );
}

function ContactDialog({ need, open, onClose }: { need: BoardNeed; open: boolean; onClose: () => void }) {
  const t = useText();
  const [form] = Form.useForm<Contact>();
  const contact = useNeedChange(async (said: Contact) => {
    await makeContact(need.id, { ...said, message: said.message ?? "" });
    onClose();
  });
  return (
    <Modal open={open} title={t("board.contact")} okText={t("board.contact.send")} confirmLoading={contact.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={(said) => contact.mutate(said)}>
        <Form.Item name="banker" label={t("board.contact.banker")} rules={[{ required: true, max: 60 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="phone" label={t("board.contact.phone")} rules={[{ required: true, min: 3, max: 40 }]}>
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="message" label={t("board.contact.message")} rules={[{ max: 500 }]}>
          <Input.TextArea rows={3} />
        </Form.Item>
      </Form>
      {contact.error && <Problem error={contact.error} />}
    </Modal>
  );
}
