import { Alert, Button, Card, Checkbox, Flex, Form, Input, InputNumber, Select } from "antd";
import { useEffect, useRef, useState } from "react";

import { useLabel, useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { AskForm } from "./ask_form";
import { discardNeed, publishNeed, saveNeed, useNeedChange, usePrefill, type Ask, type Need, type Publication } from "./queries";

const SAVE_AFTER_MS = 600;
const SHOWS = ["industry", "region", "band", "fit"] as const;

/** A need that nobody else sees yet: saved as it is typed, then published to whom its owner chooses. */
export function DraftCard({ need }: { need: Need }) {
  const t = useText();
  const label = useLabel();
  const prefill = usePrefill();
  const [ask, setAsk] = useState<Ask>(need.ask);
  const [scope, setScope] = useState<Publication>({ version: need.version, banks: [], shows: ["fit"], contact: "", days: null });
  const version = useRef(need.version);
  const save = useNeedChange(async (typed: Ask) => {
    version.current = (await saveNeed(need.id, typed, version.current)).version;
  });
  const publish = useNeedChange(async (body: Publication) => {
    if (ask !== saved.current) await save.mutateAsync(ask);
    return publishNeed(need.id, { ...body, version: version.current });
  });
  const discard = useNeedChange(() => discardNeed(need.id));
  const saved = useRef(ask);
  const { mutate } = save;
  useEffect(() => {
    if (ask === saved.current) return undefined;
    const timer = setTimeout(() => {
      saved.current = ask;
      mutate(ask);
    }, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ask, mutate]);
  const failed = save.error ?? publish.error ?? discard.error;
  return (
    <Card data-testid="draft" title={need.label} extra={<span className="muted small" role="status">{save.isPending ? t("needs.saving") : t("needs.saved")}</span>}>
      {prefill.data?.amount_fen && <Alert type="info" showIcon style={{ marginBottom: 16 }} title={t("needs.suggested", { why: prefill.data.amount_why })} />}
      <AskForm ask={ask} onChange={setAsk} />
      <h3>{t("needs.scope")}</h3>
      <Form layout="vertical" className="need-form">
        <Form.Item label={t("needs.banks")} htmlFor="scope-banks">
          <Select
            id="scope-banks"
            mode="multiple"
            allowClear
            placeholder={t("needs.banks.all")}
            value={scope.banks}
            onChange={(banks) => setScope({ ...scope, banks })}
            options={(prefill.data?.banks ?? []).map((one) => ({ value: one.bank, label: one.name }))}
          />
        </Form.Item>
        <Form.Item label={t("needs.contact")} htmlFor="scope-contact">
          <Input id="scope-contact" maxLength={100} value={scope.contact} onChange={(event) => setScope({ ...scope, contact: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("needs.days")} htmlFor="scope-days">
          <InputNumber id="scope-days" min={1} max={prefill.data?.days_max ?? 90} placeholder={String(prefill.data?.days ?? "")} value={scope.days ?? null} onChange={(days) => setScope({ ...scope, days })} />
        </Form.Item>
      </Form>
      <fieldset className="plain-fieldset">
        <legend className="muted small">{t("needs.shows")}</legend>
        <Checkbox.Group value={scope.shows} onChange={(shows) => setScope({ ...scope, shows })} options={SHOWS.map((one) => ({ value: one, label: label("shows", one) }))} />
      </fieldset>
      {failed && <Problem error={failed} />}
      <Flex gap={12} style={{ marginTop: 16 }}>
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(scope)}>
          {t("needs.publish")}
        </Button>
        <Button danger loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t("needs.discard")}
        </Button>
      </Flex>
    </Card>
  );
}
