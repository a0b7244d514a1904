import { Button, Card, Flex, Form, Input, Tag } from "antd";
import { useState } from "react";

import { useSession } from "../api/queries";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { answerObjection, useObjections, useSupportChange, type Objection } from "./queries";

export const STATE_COLOURS: Record<string, string> = { raised: "gold", upheld: "green", dismissed: "default" };

/** What enterprises object to; answered with reasons by a person who neither wrote the criteria nor took the name off. */
export function ObjectionsCard({ onList }: { onList: (one: Objection) => void }) {
  const t = useText();
  const objections = useObjections();
  return (
    <Card title={t("objections.title")} data-testid="objections">
      <div className="muted">{t("objections.lead")}</div>
      <Loaded query={objections}>
        {(all) => (
          <Flex vertical gap={16} style={{ marginTop: 12 }}>
            {all.length === 0 && <span className="muted">{t("objections.empty")}</span>}
            {all.map((one) => (
              <Line key={one.id} one={one} onList={onList} />
            ))}
          </Flex>
        )}
      </Loaded>
    </Card>
  );
}

function Line({ one, onList }: { one: Objection; onList: (one: Objection) => void }) {
  const t = useText();
  const label = useLabel();
  const role = useSession().data?.person.role ?? "";
  const answers = ["officer", "approver"].includes(role);
  return (
    <section aria-label={`${one.title}: ${one.name}`}>
      <Flex gap={8} wrap align="center">
        <strong>{one.name}</strong>
        <span className="muted figure">{one.uscc}</span>
        <Tag color={STATE_COLOURS[one.state]}>{one.label}</Tag>
        {one.late && <Tag color="red">{t("objections.late")}</Tag>}
      </Flex>
      <div className="muted small">
        {one.title} · {t("criteria.number", { number: one.number })} · {day(one.made_at)} · {t("objections.until", { day: day(one.answer_by) })}
      </div>
      <div>{t("objections.criteria", { words: one.words })}</div>
      {one.removed_because && <div>{t("objections.removed", { reason: one.removed_because })}</div>}
      <div>{t("objections.grounds", { grounds: one.grounds })}</div>
      {one.reason && <div>{t("objections.reason", { reason: one.reason })}</div>}
      {one.state === "raised" && answers && (one.mine ? <span className="muted small">{t("objections.mine")}</span> : <AnswerForm one={one} />)}
      {one.to_list && role === "officer" && (
        <Button size="small" onClick={() => onList(one)}>
          {t("objections.list")}
        </Button>
      )}
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

function AnswerForm({ one }: { one: Objection }) {
  const t = useText();
  const [reason, setReason] = useState("");
  const step = useSupportChange((outcome: "upheld" | "dismissed") => answerObjection(one.id, outcome, reason.trim()));
  const silent = reason.trim() === "";
  const field = `answer-${one.id}`;
  return (
    <Form layout="vertical" component="div" style={{ marginTop: 8 }}>
      <Form.Item label={t("objections.answer")} htmlFor={field} style={{ marginBottom: 8 }}>
        <Input.TextArea id={field} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Form.Item>
      <Flex gap={8} wrap>
        <Button type="primary" disabled={silent} loading={step.isPending} onClick={() => step.mutate("upheld")}>
          {t("objections.uphold")}
        </Button>
        <Button disabled={silent} loading={step.isPending} onClick={() => step.mutate("dismissed")}>
          {t("objections.dismiss")}
        </Button>
      </Flex>
      {step.isError && <Problem error={step.error} />}
    </Form>
  );
}
