import { FileProtectOutlined, KeyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Flex, Tag, Typography } from "antd";
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
        </div>
        <Tag color="blue">{t("consent.count", { count: kept.length })}</Tag>
      </div>
      {draft.items.map((item) => (
        <ConsentCard
          key={item.grant}
          item={item}
          receiver={draft.receiver.name}
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

function ConsentCard({
  item,
  receiver,
  agreed,
  onAgree,
}: {
  item: ConsentItem;
  receiver: string;
  agreed: boolean;
  onAgree: (on: boolean) => void;
}) {
  const t = useText();
  return (
    <section className="consent-card" aria-label={item.dataset_name}>
      <header>
        <strong>{item.custodian_name}</strong>
        <span className="muted">→ {receiver}</span>
        <span className="consent-dataset">{item.dataset_name}</span>
      </header>
      <dl>
        <dt>{t("consent.fields", { count: item.fields.length })}</dt>
        <dd>
          {item.fields.map((field) => (
            <Tag key={field.name} title={field.name}>
              {field.label}
            </Tag>
          ))}
        </dd>
        <dt>{t("consent.purpose")}</dt>
        <dd>{item.purpose_text}</dd>
        <dt>{t("consent.uses")}</dt>
        <dd>{t("consent.uses.at_most", { uses: item.uses })}</dd>
        <dt>{t("consent.expires")}</dt>
        <dd className="figure">{day(item.expires)}</dd>
        <dt>{t("consent.law")}</dt>
        <dd>
          {item.law.map((article) => (
            <div key={article}>{article}</div>
          ))}
        </dd>
      </dl>
      <details>
        <summary>{t("consent.notice")}</summary>
        <p className="notice">{item.notice}</p>
      </details>
      {item.separate && (
        <div className="consent-separate">
          <Checkbox data-testid="consent-separate" checked={agreed} onChange={(event) => onAgree(event.target.checked)}>
            {t("consent.separate", { dataset: item.dataset_name })}
          </Checkbox>
        </div>
      )}
    </section>
  );
}
