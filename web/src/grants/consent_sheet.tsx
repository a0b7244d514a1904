import { FileProtectOutlined, KeyOutlined, LockOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Flex, Tag, Typography } from "antd";
import { useCallback, useState } from "react";

import { answer, client } from "../api/client";
import { ApiError } from "../api/errors";
import type { ConsentDraft, ConsentItem, SubjectSignature } from "../api/models";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { sign } from "../signing/passkey";
import { ConsentCard, SharedTerms, sharedTerms } from "./consent_card";
import type { Wanted } from "./draft";
import { MoreData } from "./more_data";

export type Signed = { draft: string; signature: SubjectSignature };

/**
 * Everything one signature will cover, in full, before it is asked for: every field, who receives it, what for, how
 * often, until when, under which law. Nothing is ticked beforehand. Sensitive data has a tick of its own; what is not
 * ticked is left out of what is signed, and the rest goes on without it. A person's own data have a signature of their
 * own, after the first.
 */
export function ConsentSheet({
  wanted,
  draft,
  act,
  also,
  onAlso,
  busy,
  onSigned,
  onStale,
}: {
  wanted: Wanted;
  draft: ConsentDraft;
  act: string;
  also: ReadonlySet<string>;
  onAlso: (dataset: string, on: boolean) => void;
  busy: boolean;
  onSigned: (signed: Signed, separate: Signed[]) => Promise<void>;
  onStale: () => void;
}) {
  const t = useText();
  const [read, setRead] = useState(false);
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState<ReadonlyMap<string, ConsentDraft>>(new Map());
  const keepOwn = useCallback(
    (dataset: string, sheet: ConsentDraft | null) =>
      setOwn((before) => new Map([...[...before].filter(([one]) => one !== dataset), ...(sheet ? [[dataset, sheet] as const] : [])])),
    [],
  );
  const kept = draft.items.filter((item) => !item.separate || agreed.has(item.dataset));
  const signing = useMutation({
    mutationFn: async () => {
      const signable = kept.length === draft.items.length ? draft : await draftOnly(wanted, kept);
      const first = await signed(signable);
      const separate: Signed[] = [];
      for (const sheet of own.values()) separate.push(await signed(sheet));
      await onSigned(first, separate);
    },
    // The server takes a draft once. After it refused one, only a fresh draft can be signed.
    onError: (error) => error instanceof ApiError && onStale(),
  });
  const tick = (dataset: string, on: boolean) =>
    setAgreed((before) => new Set(on ? [...before, dataset] : [...before].filter((one) => one !== dataset)));
  const waits = (draft.also ?? []).some((offer) => offer.alone && also.has(offer.dataset) && !own.has(offer.dataset));
  return (
    <Flex vertical gap={16}>
      <div className="consent-receiver">
        <FileProtectOutlined />
        <div>
          <div className="muted small">{t("consent.receiver")}</div>
          <strong>{draft.receiver.name}</strong>
          <div className="muted small break">{t("consent.contact", { contact: draft.receiver.contact })}</div>
        </div>
        <Tag color="blue">{t("consent.count", { count: kept.length + own.size })}</Tag>
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
              <div>{t("sealed.consent.how", { count: kept.filter(({ shown }) => shown === "score").length, model: draft.model.label })}</div>
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
          shared={sharedTerms(draft.items)}
          receiver={draft.receiver.name}
          agreed={agreed.has(item.dataset)}
          onAgree={(on) => tick(item.dataset, on)}
        />
      ))}
      <MoreData
        wanted={wanted}
        offers={[...draft.items.filter((item) => also.has(item.dataset)).map((item) => ({ ...item, alone: false })), ...(draft.also ?? [])]}
        receiver={draft.receiver.name}
        chosen={also}
        onChoose={(dataset, on) => {
          setRead(false); // what was read is not what stands here now
          onAlso(dataset, on);
        }}
        onOwn={keepOwn}
      />
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
        disabled={busy || waits || !read || kept.length === 0}
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

/** A draft with the enterprise's signature over it. */
async function signed(sheet: ConsentDraft): Promise<Signed> {
  return { draft: sheet.draft, signature: await sign(sheet.webauthn ?? null) };
}

/** The same consent without what was not agreed to. */
function draftOnly(wanted: Wanted, kept: readonly ConsentItem[]): Promise<ConsentDraft> {
  const datasets = kept.map((item) => item.dataset);
  return answer(client.POST("/api/v1/consents/drafts", { body: { ...wanted, datasets, also: [] } }));
}
