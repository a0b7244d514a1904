import { FileProtectOutlined, KeyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Flex, Tag, Typography } from "antd";
import { useState } from "react";

import type { ConsentDraft, ConsentItem, SubjectSignature } from "../api/models";
import { day } from "../format/time";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { sign } from "../signing/passkey";

/**
 * Everything one signature will cover, in full, before it is asked for: every field, who receives it, what for, how
 * often, until when, under which law. Nothing is ticked beforehand.
 */
export function ConsentSheet({
  draft,
  act,
  onSigned,
}: {
  draft: ConsentDraft;
  act: string;
  onSigned: (signature: SubjectSignature) => Promise<void>;
}) {
  const t = useText();
  const [read, setRead] = useState(false);
  const signing = useMutation({ mutationFn: async () => onSigned(await sign(draft.webauthn ?? null)) });
  return (
    <Flex vertical gap={16}>
      <div className="consent-receiver">
        <FileProtectOutlined />
        <div>
          <div className="muted small">{t("consent.receiver")}</div>
          <strong>{draft.receiver.name}</strong>
        </div>
        <Tag color="blue">{t("consent.count", { count: draft.items.length })}</Tag>
      </div>
      {draft.items.map((item) => (
        <ConsentCard key={item.grant} item={item} receiver={draft.receiver.name} />
      ))}
      <Typography.Paragraph className="muted small">{t("consent.rights")}</Typography.Paragraph>
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("consent.read", { receiver: draft.receiver.name })}
      </Checkbox>
      {signing.isError && <Problem error={signing.error} retry={() => signing.mutate()} />}
      <Button type="primary" size="large" icon={<KeyOutlined />} disabled={!read} loading={signing.isPending} onClick={() => signing.mutate()}>
        {act}
      </Button>
      <div className="muted small break">
        {t("consent.challenge")} <code>{draft.challenge.slice(0, 24)}…</code>
      </div>
    </Flex>
  );
}

function ConsentCard({ item, receiver }: { item: ConsentItem; receiver: string }) {
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
        <dd>{item.law.join(t("list.separator"))}</dd>
      </dl>
    </section>
  );
}
