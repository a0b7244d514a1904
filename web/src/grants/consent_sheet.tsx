import { FileProtectOutlined, KeyOutlined, LockOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Flex, Tag, Typography } from "antd";
import { useState } from "react";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import type { ConsentDraft, ConsentItem, SubjectSignature } from "../api/models";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { sign } from "../signing/passkey";
import type { Wanted } from "./draft";

type Signed = { draft: string; signature: SubjectSignature };

/**
 * Everything one signature will cover, in full, before it is asked for: every field, who receives it, what for, how
 * often, until when, under which law. Nothing is ticked beforehand. Sensitive data has a tick of its own; what is not
 * ticked is left out of what is signed, and the rest goes on without it.
 */
export function ConsentSheet({
  wanted,
  draft,
  act,
  onSigned,
  onStale,
}: {
  wanted: Wanted;
  draft: ConsentDraft;
  act: string;
  onSigned: (signed: Signed) => Promise<void>;
  onStale: () => void;
}) {
  const t = useText();
  const [read, setRead] = useState(false);
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set());
  const kept = draft.items.filter((item) => !item.separate || agreed.has(item.dataset));
  const signing = useMutation({
    mutationFn: async () => {
      const signable = kept.length === draft.items.length ? draft : await draftOnly(wanted, kept);
      await onSigned({ draft: signable.draft, signature: await sign(signable.webauthn ?? null) });
    },
    // The server takes a draft once. After it refused one, only a fresh draft can be signed.
    onError: (error) => error instanceof ApiError && onStale(),
  });
  const tick = (dataset: string, on: boolean) =>
    setAgreed((before) => new Set(on ? [...before, dataset] : [...before].filter((one) => one !== dataset)));
  return (
    <Flex vertical gap={16}>
      <div className="consent-receiver">
        <FileProtectOutlined />
        <div>
          <div className="muted small">{t("consent.receiver")}</div>
          <strong>{draft.receiver.name}</strong>
          <div className="muted small break">{t("consent.contact", { contact: draft.receiver.contact })}</div>
        </div>
        <Tag color="blue">{t("consent.count", { count: kept.length })}</Tag>
      </div>
      {draft.model && (
        <Alert
          type="info"
          showIcon
          icon={<LockOutlined />}
          data-testid="score-only"
          title={t("sealed.consent.says", { receiver: draft.receiver.name })}
          description={
            <>
              <div>{t("sealed.consent.how", { count: kept.length, model: draft.model.label })}</div>
              <div className="muted small break">
                {t("sealed.consent.model", { name: draft.model.name, version: draft.model.version })} <code>{draft.model.digest.slice(0, 24)}…</code>
              </div>
            </>
          }
        />
      )}
      <SharedTerms items={draft.items} />
      {draft.items.map((item) => (
        <ConsentCard
          key={item.grant}
          item={item}
          shared={shared(draft.items)}
          goes={draft.model ? t("sealed.consent.joins") : `→ ${draft.receiver.name}`}
          agreed={agreed.has(item.dataset)}
          onAgree={(on) => tick(item.dataset, on)}
        />
      ))}
      <Typography.Paragraph className="muted small">{t("consent.rights")}</Typography.Paragraph>
      <Checkbox data-testid="consent-read" checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("consent.read", { receiver: draft.receiver.name })}
      </Checkbox>
      {signing.isError && <Problem error={signing.error} />}
      <Button
        type="primary"
        size="large"
        data-testid="sign"
        icon={<KeyOutlined />}
        disabled={!read || kept.length === 0}
        loading={signing.isPending}
        onClick={() => signing.mutate()}
      >
        {act}
      </Button>
      <div className="muted small break">
        {t("consent.challenge")} <code>{draft.challenge.slice(0, 24)}…</code>
      </div>
    </Flex>
  );
}

/** The same consent without what was not agreed to. */
function draftOnly(wanted: Wanted, kept: readonly ConsentItem[]): Promise<ConsentDraft> {
  const datasets = kept.map((item) => item.dataset);
  return answer(client.POST("/api/v1/consents/drafts", { body: { ...wanted, datasets } }));
}

type Shared = { purpose: boolean; uses: boolean; expires: boolean; law: ReadonlySet<string> };

/** What is the same in every grant of the sheet. It is said once above them; what differs stands with its own grant. */
function shared(items: readonly ConsentItem[]): Shared {
  const [first] = items;
  const same = (read: (item: ConsentItem) => unknown): boolean => items.every((item) => first && read(item) === read(first));
  return {
    purpose: same((item) => item.purpose_text),
    uses: same((item) => item.uses),
    expires: same((item) => day(item.expires)),
    law: new Set(first?.law.filter((article) => items.every((item) => item.law.includes(article)))),
  };
}

function SharedTerms({ items }: { items: readonly ConsentItem[] }) {
  const t = useText();
  const [first] = items;
  if (!first) return null;
  const { law, ...same } = shared(items);
  return (
    <section className="consent-card" aria-label={t("consent.shared")}>
      <header>
        <strong>{t("consent.shared")}</strong>
      </header>
      <Terms item={first} shows={{ ...same, law: [...law] }} />
    </section>
  );
}

function Terms({ item, shows }: { item: ConsentItem; shows: { purpose: boolean; uses: boolean; expires: boolean; law: string[] } }) {
  const t = useText();
  if (!shows.purpose && !shows.uses && !shows.expires && shows.law.length === 0) return null;
  return (
    <dl>
      {shows.purpose && (
        <>
          <dt>{t("consent.purpose")}</dt>
          <dd>{item.purpose_text}</dd>
        </>
      )}
      {shows.uses && (
        <>
          <dt>{t("consent.uses")}</dt>
          <dd>{t("consent.uses.at_most", { uses: item.uses })}</dd>
        </>
      )}
      {shows.expires && (
        <>
          <dt>{t("consent.expires")}</dt>
          <dd className="figure">{day(item.expires)}</dd>
        </>
      )}
      {shows.law.length > 0 && (
        <>
          <dt>{t("consent.law")}</dt>
          <dd>
            {shows.law.map((article) => (
              <div key={article}>{article}</div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function ConsentCard({
  item,
  shared: common,
  goes,
  agreed,
  onAgree,
}: {
  item: ConsentItem;
  shared: Shared;
  goes: string;
  agreed: boolean;
  onAgree: (on: boolean) => void;
}) {
  const t = useText();
  const own = { purpose: !common.purpose, uses: !common.uses, expires: !common.expires, law: item.law.filter((article) => !common.law.has(article)) };
  return (
    <section className="consent-card" aria-label={item.dataset_name}>
      <header>
        <strong>{item.custodian_name}</strong>
        <span className="muted">{goes}</span>
        <span className="consent-dataset">
          {item.dataset_name} · {t("consent.fields", { count: item.fields.length })}
        </span>
      </header>
      <div className="consent-fields">
        {item.fields.map((field) => (
          <Tag key={field.name} title={field.name}>
            {field.label}
          </Tag>
        ))}
      </div>
      <Terms item={item} shows={own} />
      <details>
        <summary>{t("consent.notice")}</summary>
        <p className="notice">{item.notice}</p>
      </details>
      {item.separate && (
        <div className="consent-separate">
          <Checkbox data-testid="consent-separate" checked={agreed} onChange={(event) => onAgree(event.target.checked)}>
            {t("consent.separate", { custodian: item.custodian_name, dataset: item.dataset_name })}
          </Checkbox>
        </div>
      )}
    </section>
  );
}
