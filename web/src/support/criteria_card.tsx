import { Button, Card, Flex, Form, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";

import { useSession } from "../api/queries";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";
import { discardCriteria, draftCriteria, publishCriteria, useCriteria, useSupportChange, type Criteria, type CriteriaRequest } from "./queries";

/** What the lists demand, in versions that everybody can read: written by one person, published by another. */
export function CriteriaCard() {
  const t = useText();
  const criteria = useCriteria();
  const writes = useSession().data?.person.role === "officer";
  const [writing, setWriting] = useState(false);
  return (
    <Card title={t("criteria.title")} extra={writes && <Button onClick={() => setWriting(!writing)}>{t("criteria.new")}</Button>} data-testid="criteria">
      {writing && <CriteriaForm onSaved={() => setWriting(false)} />}
      <Loaded query={criteria}>
        {(all) => (
          <RowTable
            label={t("criteria.title")}
            rows={all}
            rowKey="id"
            empty={t("criteria.empty")}
            columns={[
              {
                key: "title",
                title: t("criteria.list"),
                render: (one) => (
                  <div className="cell-words">
                    {one.title} <code className="muted">{one.code}</code>
                    {one.number > 0 && <div className="muted small">{t("criteria.number", { number: one.number })}</div>}
                  </div>
                ),
              },
              { key: "words", title: t("criteria.words"), render: (one) => <div className="cell-words">{one.words}</div> },
              { key: "state", title: t("lists.state"), render: (one) => <Steps one={one} /> },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Steps({ one }: { one: Criteria }) {
  const t = useText();
  const label = useLabel();
  const role = useSession().data?.person.role ?? "";
  const publish = useSupportChange(() => publishCriteria(one.id));
  const discard = useSupportChange(() => discardCriteria(one.id));
  return (
    <Flex vertical gap={6} align="start">
      <Tag color={one.state === "published" ? "green" : "default"}>{one.label}</Tag>
      {one.published_at && <span className="muted small">{day(one.published_at)}</span>}
      {one.mine && <span className="muted small">{t("criteria.mine")}</span>}
      {one.state === "draft" && role === "approver" && !one.mine && (
        <Popconfirm title={t("criteria.publish.sure")} onConfirm={() => publish.mutate(undefined)}>
          <Button size="small" type="primary" loading={publish.isPending}>
            {t("criteria.publish")}
          </Button>
        </Popconfirm>
      )}
      {one.state === "draft" && role === "officer" && (
        <Button size="small" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t("criteria.discard")}
        </Button>
      )}
      {(publish.isError || discard.isError) && <Problem error={publish.error ?? discard.error} />}
      {one.history.map((step) => (
        <span key={step.entry} className="small">
          {label("supportstep", step.kind)} <ReceiptLink entry={step.entry} />
        </span>
      ))}
    </Flex>
  );
}

const TITLES = ["code", "title_zh", "title_en"] as const;
const WORDS = ["words_zh", "words_en"] as const;

function CriteriaForm({ onSaved }: { onSaved: () => void }) {
  const t = useText();
  const save = useSupportChange(async (typed: CriteriaRequest) => {
    await draftCriteria(typed);
    onSaved();
  });
  return (
    <Form<CriteriaRequest> layout="vertical" onFinish={(typed) => save.mutate(typed)} style={{ marginBottom: 16 }}>
      <Flex gap={12} wrap>
        {TITLES.map((name) => (
          <Form.Item key={name} name={name} label={t(`lists.${name}`)} rules={[{ required: true, whitespace: true }]} style={{ flex: "1 1 220px" }}>
            <Input maxLength={name === "code" ? 40 : 100} />
          </Form.Item>
        ))}
        {WORDS.map((name) => (
          <Form.Item key={name} name={name} label={t(`criteria.${name}`)} rules={[{ required: true, whitespace: true }]} style={{ flex: "1 1 320px" }}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        ))}
      </Flex>
      {save.isError && <Problem error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("criteria.save")}
      </Button>
    </Form>
  );
}
