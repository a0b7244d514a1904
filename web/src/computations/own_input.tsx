import { UploadOutlined } from "@ant-design/icons";
import { Button, Flex, Form, Input, Segmented, Select, Upload } from "antd";
import { useState } from "react";

import type { DatasetChoice } from "../api/models";
import { useText } from "../i18n/text";
import type { Draft } from "./draft";
import { decoded, shapeOf, TABLE_MAX } from "./table";

/** Our own part: one of our lists, or a table that is pasted or read from a file. Both stay as they are when one changes over. */
export function OwnInput({ draft, datasets, onChange }: { draft: Draft; datasets: DatasetChoice[]; onChange: (some: Partial<Draft>) => void }) {
  const t = useText();
  return (
    <Flex vertical gap={16}>
      <Segmented<Draft["source"]>
        aria-label={t("propose.input")}
        value={draft.source}
        onChange={(source) => onChange({ source })}
        options={[
          { value: "list", label: t("input.list") },
          { value: "table", label: t("input.table") },
        ]}
        className="input-source"
      />
      {draft.source === "list" ? (
        <Form.Item label={t("input.dataset")} htmlFor="own-dataset" className="tight">
          <Select
            id="own-dataset"
            value={draft.dataset || undefined}
            placeholder={t("input.dataset.choose")}
            onChange={(dataset: string) => onChange({ dataset })}
            options={datasets.map(({ dataset, name }) => ({ value: dataset, label: name }))}
            notFoundContent={t("input.nolist")}
          />
        </Form.Item>
      ) : (
        <TableInput table={draft.table} onChange={(table) => onChange({ table })} />
      )}
    </Flex>
  );
}

/** A table of our own, pasted or read from a file. */
export function TableInput({ table, onChange }: { table: string; onChange: (table: string) => void }) {
  const t = useText();
  const [tooLarge, setTooLarge] = useState(false);
  const { columns, rows } = shapeOf(table);
  const take = async (file: Blob) => {
    const text = decoded(await file.arrayBuffer());
    setTooLarge(text.length > TABLE_MAX);
    if (text.length <= TABLE_MAX) onChange(text);
  };
  return (
    <div>
      <Form.Item label={t("input.text")} htmlFor="own-table" extra={t("input.text.help")} className="tight">
        <Input.TextArea id="own-table" rows={6} maxLength={TABLE_MAX} placeholder={"uscc\n91110000600037341L"} value={table} onChange={({ target }) => onChange(target.value)} className="code-input" />
      </Form.Item>
      <Flex gap={12} align="center" wrap className="input-file">
        <Upload
          accept=".csv,text/csv,text/plain"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false; // it is sent with the proposal, not by itself
          }}
        >
          <Button icon={<UploadOutlined />}>{t("input.file")}</Button>
        </Upload>
        {tooLarge && <span role="alert">{t("input.large")}</span>}
        {columns.length > 0 && <span className="muted">{t("input.shape", { columns: columns.join(t("list.separator")), rows })}</span>}
      </Flex>
    </div>
  );
}
