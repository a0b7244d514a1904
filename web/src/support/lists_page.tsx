import { Alert, Button, Card, Flex, Form, Input, Select, Tag } from "antd";
import { useState } from "react";

import { useSession } from "../api/queries";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { CriteriaCard } from "./criteria_card";
import { ObjectionsCard } from "./objections_card";
import { confirmListing, proposeListing, removeListing, useCriteria, useListings, useSupportChange, type Listing, type ListingRequest, type Objection } from "./queries";
import { ReasonForm } from "./reason_form";

const FIELDS = ["uscc", "name", "reason", "source"] as const;

/** White lists: recommended by one person, confirmed by another, each look counted. */
export default function ListsPage() {
  const t = useText();
  const listings = useListings();
  const recommends = useSession().data?.person.role === "officer";
  const [writing, setWriting] = useState<Partial<ListingRequest> | null>(null);
  const follow = (one: Objection) => setWriting({ code: one.code, uscc: one.uscc, name: one.name, source: t("objections.source", { id: one.id }), objection: one.id });
  return (
    <Page
      title={t("lists.title")}
      lead={t("lists.lead")}
      action={
        recommends && (
          <Button type="primary" onClick={() => setWriting(writing ? null : {})}>
            {t("lists.new")}
          </Button>
        )
      }
    >
      <Flex vertical gap={16}>
        <CriteriaCard />
        <ObjectionsCard onList={follow} />
        {writing && <ListingForm key={writing.objection ?? ""} begun={writing} onSaved={() => setWriting(null)} />}
        <Card title={t("lists.entries")}>
          <Loaded query={listings}>
            {(all) => (
              <RowTable
                label={t("lists.title")}
                rows={all}
                rowKey="id"
                empty={t("lists.empty")}
                columns={[
                  {
                    key: "name",
                    title: t("lists.name"),
                    render: (one) => (
                      <div className="cell-words">
                        {one.name}
                        <div className="muted small figure">{one.uscc}</div>
                        <div className="small">
                          {one.title} <code className="muted">{one.code}</code>
                        </div>
                      </div>
                    ),
                  },
                  { key: "state", title: t("lists.state"), render: (one) => <Steps one={one} /> },
                  { key: "reason", title: t("lists.reason"), render: (one) => <div className="cell-words">{one.reason}<div className="muted small">{one.source}</div></div> },
                  { key: "expires", title: t("lists.expires"), render: (one) => <span className="figure">{day(one.expires_on)}</span> },
                  { key: "uses", title: t("lists.uses"), align: "right", render: (one) => one.uses },
                ]}
              />
            )}
          </Loaded>
        </Card>
      </Flex>
    </Page>
  );
}

function Steps({ one }: { one: Listing }) {
  const t = useText();
  const role = useSession().data?.person.role ?? "";
  const confirm = useSupportChange(() => confirmListing(one.id));
  return (
    <Flex vertical gap={6} align="start">
      <Tag color={one.state === "confirmed" ? "green" : "default"}>{one.label}</Tag>
      {one.mine && <span className="muted small">{t("lists.mine")}</span>}
      {one.state === "proposed" && role === "approver" && !one.mine && (
        <Button size="small" type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
          {t("lists.confirm")}
        </Button>
      )}
      {confirm.isError && <Problem error={confirm.error} />}
      {["proposed", "confirmed"].includes(one.state) && ["officer", "approver"].includes(role) && <ReasonForm act={t("lists.remove")} onReason={(reason) => removeListing(one.id, reason)} />}
      {one.removed_because && <span className="muted small">{one.removed_because}</span>}
    </Flex>
  );
}

function ListingForm({ begun, onSaved }: { begun: Partial<ListingRequest>; onSaved: () => void }) {
  const t = useText();
  const inForce = useCriteria().data?.filter((one) => one.state === "published") ?? [];
  const save = useSupportChange(async (typed: ListingRequest) => {
    await proposeListing({ ...typed, objection: begun.objection ?? "" });
    onSaved();
  });
  return (
    <Card title={t("lists.new")}>
      <Form<ListingRequest> layout="vertical" initialValues={begun} onFinish={(typed) => save.mutate(typed)}>
        {inForce.length === 0 && <Alert type="info" showIcon title={t("lists.criteria.first")} style={{ marginBottom: 12 }} />}
        <Flex gap={12} wrap>
          <Form.Item name="code" label={t("lists.list")} rules={[{ required: true }]} style={{ flex: "1 1 220px" }}>
            <Select options={inForce.map((one) => ({ value: one.code, label: one.title }))} />
          </Form.Item>
          {FIELDS.map((name) => (
            <Form.Item key={name} name={name} label={t(`lists.${name}`)} rules={[{ required: true, whitespace: true }]} style={{ flex: "1 1 220px" }}>
              <Input maxLength={name === "uscc" ? 18 : 500} />
            </Form.Item>
          ))}
          <Form.Item name="expires_on" label={t("lists.expires")} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
        </Flex>
        {save.isError && <Problem error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("lists.propose")}
        </Button>
      </Form>
    </Card>
  );
}
