import { UploadOutlined } from "@ant-design/icons";
import { Button, Card, Form, Input, Select, Upload } from "antd";

import { useText } from "../i18n/text";
import { outcomeColumns, type Draft } from "./draft";
import { decoded } from "./table";

const MODEL_MAX = 1_000_000;

/** Which column of our table has the outcomes, which of them are bad, and for a validation the card. */
export function ModelTerms({ draft, onChange }: { draft: Draft; onChange: (some: Partial<Draft>) => void }) {
  const t = useText();
  const read = async (file: Blob) => onChange({ model: decoded(await file.arrayBuffer()).slice(0, MODEL_MAX) });
  return (
    <Card title={t(draft.op === "train" ? "propose.model" : "propose.card")}>
      <Form.Item label={t("propose.target")} htmlFor="target">
        <Select id="target" value={draft.target || undefined} placeholder={t("propose.target.choose")} onChange={(target: string) => onChange({ target })} options={outcomeColumns(draft.table).map((name) => ({ value: name, label: name }))} />
      </Form.Item>
      <Form.Item label={t("propose.bad")} htmlFor="bad" extra={t("propose.bad.help")} className={draft.op === "train" ? "tight" : undefined}>
        <Select id="bad" mode="tags" open={false} tokenSeparators={[",", "，", "、"]} value={draft.bad} onChange={(bad) => onChange({ bad })} />
      </Form.Item>
      {draft.op === "validate" && (
        <Form.Item label={t("propose.card.text")} htmlFor="card" extra={t("propose.card.help")} className="tight">
          <Input.TextArea id="card" rows={4} maxLength={MODEL_MAX} value={draft.model} onChange={({ target }) => onChange({ model: target.value })} className="code-input" />
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void read(file);
              return false; // it is sent with the proposal, not by itself
            }}
          >
            <Button icon={<UploadOutlined />}>{t("input.file")}</Button>
          </Upload>
        </Form.Item>
      )}
    </Card>
  );
}
