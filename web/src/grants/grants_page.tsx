import { LockOutlined, StopOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Flex, Modal, Progress, Segmented, Tag, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { answer, client } from "../api/client";
import type { Grant } from "../api/models";
import { useGrants } from "../api/queries";
import { day } from "../format/time";
import { useLabel, useText, type PlainKey } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { ReceiptLink } from "../receipts/receipt_link";
import { sign } from "../signing/passkey";

const STATE_COLORS: Record<string, string> = { active: "green", exhausted: "default", expired: "default", revoked: "red" };

/** What a revocation means, by what the grant is for. */
const CONSEQUENCES: Record<string, PlainKey> = { score: "grants.revoke.score", monitoring: "grants.revoke.monitoring" };

/** The one place for all consent: who may ask for what, how often it was used, and the way to stop it. */
export default function GrantsPage() {
  const t = useText();
  const grants = useGrants();
  const [shown, setShown] = useState<"active" | "all">("active");
  const [leaving, setLeaving] = useState<Grant | null>(null);
  return (
    <Page
      title={t("grants.title")}
      lead={t("grants.lead")}
      action={
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: "active", label: t("grants.active") },
            { value: "all", label: t("grants.all") },
          ]}
        />
      }
    >
      <Loaded query={grants}>
        {(all) => {
          const list = all.filter((grant) => shown === "all" || grant.state === "active");
          if (list.length === 0) {
            return (
              <Card>
                <Empty description={t("grants.empty")}>
                  <Link to="/consent">
                    <Button type="primary">{t("grants.empty.act")}</Button>
                  </Link>
                </Empty>
              </Card>
            );
          }
          return (
            <Flex vertical gap={20}>
              {[...byReceiver(list)].map(([receiver, theirs]) => (
                <section key={receiver} aria-label={t("grants.to", { receiver })}>
                  <h2 className="group-title">
                    {t("grants.to", { receiver })}
                    <span className="muted small">{t("grants.count", { count: theirs.filter((grant) => grant.state === "active").length })}</span>
                  </h2>
                  <div className="card-grid">
                    {theirs.map((grant) => (
                      <GrantCard key={grant.id} grant={grant} onRevoke={() => setLeaving(grant)} />
                    ))}
                  </div>
                </section>
              ))}
            </Flex>
          );
        }}
      </Loaded>
      {leaving && <RevokeDialog grant={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function byReceiver(grants: readonly Grant[]): Map<string, Grant[]> {
  return Map.groupBy(grants, (grant) => grant.receiver_name);
}

function GrantCard({ grant, onRevoke }: { grant: Grant; onRevoke: () => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <Card
      size="small"
      title={grant.dataset_name}
      extra={
        <>
          {grant.shown === "score" && <Tag icon={<LockOutlined />}>{t("sealed.shown")}</Tag>}
          {grant.shown === "checks" && <Tag icon={<LockOutlined />}>{t("checks.shown")}</Tag>}
          {grant.shown === "sum" && <Tag icon={<LockOutlined />}>{t("sum.shown")}</Tag>}
          <Tag color={STATE_COLORS[grant.state] ?? "default"}>{label("grant", grant.state)}</Tag>
        </>
      }
    >
      <Flex vertical gap={10}>
        <div>
          <div>{grant.custodian_name}</div>
          <div className="muted small">{grant.purpose_text}</div>
        </div>
        <details className="fields">
          <summary>{t("grants.fields", { count: grant.fields.length })}</summary>
          <div className="tag-line">
            {grant.fields.map((field) => (
              <Tag key={field.name} title={field.name}>{field.label}</Tag>
            ))}
          </div>
        </details>
        <div>
          <div className="muted small">
            {t("grants.used", { used: grant.used, uses: grant.uses })} · {t("grants.until", { day: day(grant.expires) })}
          </div>
          <Progress percent={Math.round((100 * grant.used) / Math.max(grant.uses, 1))} showInfo={false} size="small" aria-label={t("grants.used", { used: grant.used, uses: grant.uses })} />
        </div>
        <Flex justify="space-between" align="center">
          <ReceiptLink entry={grant.entry} />
          {grant.state === "active" && (
            <Button size="small" danger icon={<StopOutlined />} onClick={onRevoke}>
              {t("grants.revoke")}
            </Button>
          )}
        </Flex>
      </Flex>
    </Card>
  );
}

function RevokeDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const revoke = useMutation({
    mutationFn: async () => {
      const path = { id: grant.id };
      const options = await answer(client.POST("/api/v1/grants/{id}/revocation/options", { params: { path } }));
      const signature = await sign(options.webauthn ?? null);
      return answer(client.POST("/api/v1/grants/{id}/revocation", { params: { path }, body: { at: options.at, signature } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      message.success(t("grants.revoked"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("grants.revoke.title")}
      okText={t("grants.revoke.act")}
      okButtonProps={{ danger: true, loading: revoke.isPending }}
      onOk={() => revoke.mutate()}
      onCancel={onClose}
    >
      <Typography.Paragraph>
        {t("grants.revoke.who", { custodian: grant.custodian_name, receiver: grant.receiver_name, dataset: grant.dataset_name })}
      </Typography.Paragraph>
      <ul className="steps-text">
        <li>{t("grants.revoke.next")}</li>
        <li>{t("grants.revoke.past")}</li>
        <li>{t(CONSEQUENCES[grant.purpose] ?? "grants.revoke.application")}</li>
      </ul>
      {revoke.isError && <Problem error={revoke.error} />}
    </Modal>
  );
}
