import { Button, Card, Empty, Flex, Popconfirm, Progress, Statistic, Tag } from "antd";
import { useState } from "react";

import { useSession } from "../api/queries";
import { Exact, Money } from "../figures/money";
import { percent } from "../format/rate";
import { day } from "../format/time";
import { useLabel, useText } from "../i18n/text";
import { Loaded } from "../page/loaded";
import { Page } from "../page/page";
import { Problem } from "../page/problem";
import { RowTable } from "../page/row_table";
import { ReceiptLink } from "../receipts/receipt_link";
import { CampaignForm } from "./campaign_form";
import { closeCampaign, discardCampaign, publishCampaign, useCampaigns, useListings, useSupportChange, type Campaign } from "./queries";
import { ReasonForm } from "./reason_form";

/** The office's campaigns: drafted, published by a second person, and what they did. */
export default function CampaignsPage() {
  const t = useText();
  const campaigns = useCampaigns();
  const drafts = useSession().data?.person.role === "officer";
  const [writing, setWriting] = useState(false);
  return (
    <Page
      title={t("campaigns.title")}
      lead={t("campaigns.lead")}
      action={
        drafts && (
          <Button type="primary" onClick={() => setWriting(!writing)}>
            {t("campaigns.new")}
          </Button>
        )
      }
    >
      <Flex vertical gap={16}>
        {writing && (
          <Card title={t("campaigns.new")}>
            <CampaignForm onSaved={() => setWriting(false)} />
          </Card>
        )}
        <Loaded query={campaigns}>
          {(all) =>
            all.length === 0 && !writing ? (
              <Card>
                <Empty description={t("campaigns.empty")} />
              </Card>
            ) : (
              <>
                {all.map((one) => (
                  <CampaignCard key={one.id} campaign={one} />
                ))}
              </>
            )
          }
        </Loaded>
      </Flex>
    </Page>
  );
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const label = useLabel();
  const lists = useListings();
  const { terms } = campaign;
  const spent = (100 * campaign.spent_fen) / terms.budget_fen;
  const taken = (100 * (campaign.spent_fen + campaign.promised_fen)) / terms.budget_fen;
  return (
    <Card data-testid="campaign" data-state={campaign.state} title={campaign.name} extra={<Tag color={campaign.state === "published" ? "green" : "default"}>{campaign.label}</Tag>}>
      <Flex vertical gap={12}>
        <div className="muted">
          {t("campaigns.days", { from: day(terms.opens_on), to: day(terms.ends_on) })} · {t("fitting.rate", { rate: percent(terms.subsidy_rate) })} · {t("campaigns.ceiling")}{" "}
          <Money fen={terms.client_most_fen} />
        </div>
        <Flex gap={8} wrap className="small">
          {(["products", "regions", "industries", "segments"] as const).flatMap((kind) =>
            (terms[kind] ?? []).map((code) => (
              <Tag key={`${kind}-${code}`}>
                {t(`campaigns.for.${kind}`)} {kind === "segments" ? label("segment", code) : code}
              </Tag>
            )),
          )}
          {terms.listed && (
            <Tag>
              {t("campaigns.for.listed")} {lists.data?.find((one) => one.code === terms.listed)?.title ?? terms.listed}
            </Tag>
          )}
        </Flex>
        {campaign.state !== "draft" && campaign.state !== "discarded" && (
          <>
            <Flex gap={32} wrap>
              <Statistic title={t("campaigns.loans")} value={t("campaigns.places", { loans: campaign.loans, quota: terms.quota })} />
              <Figure title={t("campaigns.spent")} fen={campaign.spent_fen} />
              <Figure title={t("campaigns.promised")} fen={campaign.promised_fen} />
              <Figure title={t("campaigns.left")} fen={campaign.left_fen} />
            </Flex>
            <Progress percent={Math.round(taken * 10) / 10} success={{ percent: Math.round(spent * 10) / 10 }} status="normal" aria-label={t("campaigns.budget")} />
            {campaign.declined > 0 && <div className="muted">{t("campaigns.declined", { count: campaign.declined })}</div>}
            <RowTable
              label={t("campaigns.counties")}
              rows={campaign.counties}
              rowKey="region"
              empty={t("campaigns.none")}
              columns={[
                { key: "region", title: t("campaigns.counties"), render: (one) => <span className="figure">{one.region}</span> },
                { key: "loans", title: t("campaigns.loans"), align: "right", render: (one) => one.loans ?? <span className="muted">{t("campaigns.few")}</span> },
                { key: "promised", title: t("campaigns.budget"), align: "right", render: (one) => (one.promised_fen == null ? "—" : <Exact fen={one.promised_fen} />) },
                { key: "spent", title: t("campaigns.spent"), align: "right", render: (one) => (one.spent_fen == null ? "—" : <Exact fen={one.spent_fen} />) },
              ]}
            />
          </>
        )}
        {campaign.reason && <div>{campaign.reason}</div>}
        <Actions campaign={campaign} />
        {campaign.history.map((step) => (
          <Flex key={step.entry} gap={8} align="center" className="small">
            <span>{label("supportstep", step.kind)}</span>
            <ReceiptLink entry={step.entry} />
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

function Figure({ title, fen }: { title: string; fen: number }) {
  return <Statistic title={title} valueRender={() => <Money fen={fen} strong />} value={fen} />;
}

function Actions({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const role = useSession().data?.person.role ?? "";
  const [writing, setWriting] = useState(false);
  const publish = useSupportChange(() => publishCampaign(campaign.id, campaign.version));
  const discard = useSupportChange(() => discardCampaign(campaign.id));
  const failed = publish.error ?? discard.error;
  if (campaign.state === "published" && role === "approver") return <ReasonForm act={t("campaigns.close")} onReason={(reason) => closeCampaign(campaign.id, reason)} />;
  if (campaign.state !== "draft") return null;
  return (
    <Flex vertical gap={12}>
      {campaign.mine && <div className="muted">{t("campaigns.mine")}</div>}
      <Flex gap={12}>
        {role === "approver" && !campaign.mine && (
          <Popconfirm title={t("campaigns.publish.sure")} onConfirm={() => publish.mutate(undefined)}>
            <Button type="primary" loading={publish.isPending}>
              {t("campaigns.publish")}
            </Button>
          </Popconfirm>
        )}
        {role === "officer" && (
          <>
            <Button onClick={() => setWriting(!writing)}>{t("campaigns.edit")}</Button>
            <Button danger loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
              {t("campaigns.discard")}
            </Button>
          </>
        )}
      </Flex>
      {writing && <CampaignForm key={campaign.version} campaign={campaign} onSaved={() => setWriting(false)} />}
      {failed && <Problem error={failed} />}
    </Flex>
  );
}
